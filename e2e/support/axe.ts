/** Whether a page can be used with assistive technology, as far as a machine can tell (axe, WCAG 2.2 AA and best practices). */
import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

/** The parts of the page that are ours; around them is wp-admin, whose faults are not. */
const OURS = ['#dynamic-cache-app'];

/** Fails with every violation, the rule first, then the elements. */
export async function expectAccessible(page: Page, parts: readonly string[] = OURS): Promise<void> {
  const builder = parts.reduce((axe, part) => axe.include(part), new AxeBuilder({ page }));
  const { violations, passes } = await builder
    // Our screens are a part of wp-admin's page, which brings the landmarks around them.
    .disableRules(['region'])
    .analyze();
  expect(passes.length, 'axe looked at something').toBeGreaterThan(0);
  const found = violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${help}: ${target.join(' ')}: ${failureSummary ?? ''}`),
  );
  expect(found).toEqual([]);
}
