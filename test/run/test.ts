// `npm test`: everything that must hold. `npm test -- lint`, `-- unit flows` … run parts of it.
import { stopped } from './command.ts';
import type { Leg, Outcome } from './leg.ts';
import { ALWAYS, legsOf, PARTS } from './legs.ts';

const words = process.argv.slice(2);
const unknown = words.filter((word) => PARTS[word] === undefined);
if (unknown.length > 0) {
  console.error(`There is no part "${unknown.join('", "')}". The parts: ${Object.keys(PARTS).join(', ')}.`);
  process.exit(2);
}

const outcomes: { leg: Leg; outcome: Outcome; seconds: number }[] = [];
for (const leg of legsOf(words.length > 0 ? words : ALWAYS)) {
  if (stopped.aborted) break;
  const begun = performance.now();
  const outcome = await leg.run().catch(
    (fault: unknown): Outcome => ({
      passed: 0,
      failed: 1,
      complaint: fault instanceof Error ? (fault.stack ?? fault.message) : String(fault),
    }),
  );
  const seconds = (performance.now() - begun) / 1000;
  outcomes.push({ leg, outcome, seconds });
  if (outcome.complaint !== undefined) console.log(outcome.complaint.trimEnd());
  console.log(line(leg, outcome, seconds));
}

if (stopped.aborted) {
  console.error('Stopped before the end.');
  process.exit(130);
}
close();

function line(leg: Leg, { passed, failed, skipped = 0, note }: Outcome, seconds: number): string {
  const counts = `${passed} passed${failed > 0 ? `, ${failed} failed` : ''}${skipped > 0 ? `, ${skipped} skipped` : ''}`;
  const mark = failed > 0 ? '✗' : '✓';
  return `${mark} ${leg.name.padEnd(9)} ${leg.about}: ${counts}${note ? ` (${note})` : ''} in ${seconds.toFixed(1)} s`;
}

function close(): void {
  const sum = (pick: (outcome: Outcome) => number) =>
    outcomes.reduce((total, { outcome }) => total + pick(outcome), 0);
  const skipped = sum((outcome) => outcome.skipped ?? 0);
  const failed = sum((outcome) => outcome.failed);
  console.log('');
  for (const { leg, outcome, seconds } of outcomes) console.log(line(leg, outcome, seconds));
  console.log('');
  console.log(
    `${sum((outcome) => outcome.passed)} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`,
  );
  process.exitCode = failed > 0 ? 1 : 0;
}
