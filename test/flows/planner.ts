import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';

/** Waits until a run of the planner has led to `sign`: takes the best so far as soon as it may; a quick run ends by itself. */
export async function untilPlanned(page: Page, sign: Locator): Promise<void> {
  const best = page.getByRole('button', { name: 'Use best so far' });
  await expect
    .poll(
      async () => {
        if (await sign.isVisible()) return true;
        await best.click({ timeout: 500 }).catch(() => {});
        return sign.isVisible();
      },
      { timeout: 60_000 },
    )
    .toBe(true);
}
