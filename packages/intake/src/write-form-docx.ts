/** Writes a form as a Word document: numbered fields in tables, plain text only. */

export interface WrittenForm {
  readonly title: string;
  /** Stands under the title and on every page. */
  readonly status: string;
  readonly headings: { readonly n: string; readonly field: string; readonly value: string };
  readonly sections: readonly {
    readonly title: string;
    readonly fields: readonly {
      readonly n: string;
      readonly label: string;
      readonly value: string;
    }[];
  }[];
  readonly notes: readonly string[];
}

const grid = [900, 3_400, 5_000];

/** Text goes into runs of plain text: nothing in it becomes a field, a link or markup. */
export const formDocx = async (form: WrittenForm): Promise<Uint8Array<ArrayBuffer>> => {
  const docx = await import("docx");
  const { Document, Footer, HeadingLevel, Packer, Paragraph, Table, TableCell, TableRow } = docx;
  const { TextRun, WidthType } = docx;
  const text = (value: string, bold = false) =>
    new Paragraph({
      children: value
        .split("\n")
        .map(
          (line, index) => new TextRun({ text: line, bold, ...(index > 0 ? { break: 1 } : {}) }),
        ),
    });
  const row = (cells: readonly string[], isHead = false) =>
    new TableRow({
      tableHeader: isHead,
      cantSplit: true,
      children: cells.map(
        (value, index) =>
          new TableCell({
            width: { size: grid[index] ?? 0, type: WidthType.DXA },
            children: [text(value, isHead)],
          }),
      ),
    });
  const { headings } = form;
  const head = row([headings.n, headings.field, headings.value], true);
  const document = new Document({
    title: form.title,
    creator: "Fenji",
    styles: {
      default: { document: { run: { font: { ascii: "Arial", eastAsia: "SimSun" }, size: 21 } } },
    },
    sections: [
      {
        footers: { default: new Footer({ children: [text(form.status)] }) },
        children: [
          new Paragraph({ text: form.title, heading: HeadingLevel.TITLE }),
          text(form.status, true),
          ...form.sections.flatMap((section) => [
            new Paragraph({ text: section.title, heading: HeadingLevel.HEADING_1 }),
            new Table({
              width: { size: grid.reduce((sum, one) => sum + one, 0), type: WidthType.DXA },
              columnWidths: grid,
              rows: [head, ...section.fields.map(({ n, label, value }) => row([n, label, value]))],
            }),
          ]),
          ...form.notes.map((note) => text(note)),
        ],
      },
    ],
  });
  return new Uint8Array(await Packer.toBuffer(document));
};
