/** Marks the words that were searched for inside a text. */

interface HighlightProps {
  readonly text: string;
  readonly words: string;
}

export const Highlight = ({ text, words }: HighlightProps) => {
  const wanted = words.trim().toLowerCase();
  const at = wanted === "" ? -1 : text.toLowerCase().indexOf(wanted);
  if (at < 0) return text;
  return (
    <>
      {text.slice(0, at)}
      <mark>{text.slice(at, at + wanted.length)}</mark>
      {text.slice(at + wanted.length)}
    </>
  );
};
