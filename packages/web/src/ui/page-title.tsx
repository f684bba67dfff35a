/** The heading of a page: names the browser's tab and takes the focus after a change of page. */

import { useEffect, useRef, type ReactNode } from "react";

interface PageTitleProps {
  readonly title: string;
  readonly children?: ReactNode;
}

// The first page keeps the browser's own focus; only a change of page moves it.
let visited: string | undefined;

export const PageTitle = ({ title, children }: PageTitleProps) => {
  const ref = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${title} · 分级 Fenji`;
  }, [title]);
  useEffect(() => {
    const moved = visited !== undefined && visited !== window.location.pathname;
    visited = window.location.pathname;
    if (moved) ref.current?.focus({ preventScroll: true });
  }, []);
  return (
    <h1 ref={ref} tabIndex={-1}>
      {title}
      {children}
    </h1>
  );
};
