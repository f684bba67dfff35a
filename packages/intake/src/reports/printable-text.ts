/** What a document can hold of a text: XML 1.0 and PDF know no control characters but tab and line ends. */

export const printableText = (text: string): string =>
  // eslint-disable-next-line no-control-regex -- these very characters are what must go
  text.toWellFormed().replaceAll(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, " ");
