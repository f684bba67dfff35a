/** Fetches the next page of a list that goes back in time, while there is one. */

interface OlderButtonProps {
  readonly label: string;
  readonly pages: {
    readonly hasNextPage: boolean;
    readonly isFetchingNextPage: boolean;
    readonly fetchNextPage: () => Promise<unknown>;
  };
}

export const OlderButton = ({ label, pages }: OlderButtonProps) =>
  pages.hasNextPage ? (
    <p className="body no-print">
      <button
        type="button"
        className="btn"
        disabled={pages.isFetchingNextPage}
        onClick={() => void pages.fetchNextPage()}
      >
        {label}
      </button>
    </p>
  ) : null;
