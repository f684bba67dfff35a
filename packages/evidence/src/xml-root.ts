/** Finds the start tag of the root element in the head of an XML file, for telling formats apart. */

/** The root's start tag as it stands, at most up to the end of `head`; "" when there is none. */
export const rootTag = (head: string): string => {
  if (!/^\uFEFF?\s*</.test(head)) return "";
  const match = /<(?:[\w.-]+:)?[\w.-]+(?=[\s/>])[^>]*/.exec(
    head.replace(/<!--[\s\S]*?-->|<\?[\s\S]*?\?>/g, ""),
  );
  return match?.[0] ?? "";
};

/** Local name of a start tag. */
export const rootName = (tag: string): string => /^<(?:[^\s:>]+:)?([^\s/>]+)/.exec(tag)?.[1] ?? "";
