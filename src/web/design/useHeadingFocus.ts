import { useEffect } from 'react';

/** Puts focus on the page's heading, where reading starts. */
export function focusHeading(): void {
  const heading = document.querySelector<HTMLElement>('main h1');
  if (!heading) return;
  heading.tabIndex = -1;
  heading.focus({ preventScroll: true });
}

/** For a page that takes the place of another at the same address: reading starts at its heading, on top. */
export function useHeadingFocus(): void {
  useEffect(() => {
    focusHeading();
    window.scrollTo(0, 0);
  }, []);
}
