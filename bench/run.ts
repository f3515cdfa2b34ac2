// `npm run bench -- NAME`: measures what bench/NAME/index.ts measures, under the size of this machine.
import { existsSync, readdirSync } from 'node:fs';
import { type Bench, figureInWords, keepsBar, machineInWords } from './figure.ts';

const [name, ...words] = process.argv.slice(2);
const folder = new URL('./', import.meta.url);
const names = readdirSync(folder).filter((entry) => existsSync(new URL(`${entry}/index.ts`, folder)));

if (name === undefined || !names.includes(name)) {
  console.error(`Which bench? There is: ${names.join(', ')}.  Example: npm run bench -- ${names[0]}`);
  process.exit(2);
}

console.log(`\n${name}, on ${machineInWords()}\n`);
const { bench }: { bench: Bench } = await import(`./${name}/index.ts`);
let missed = 0;
try {
  for await (const figure of bench(words)) {
    console.log(figureInWords(figure));
    if (!keepsBar(figure)) missed++;
  }
} catch (fault) {
  console.error(`\n  Not measured to the end: ${fault instanceof Error ? fault.message : fault}\n`);
  process.exit(1);
}
console.log(missed === 0 ? '\nEvery bar is kept.\n' : `\nBars missed: ${missed}.\n`);
process.exit(missed === 0 ? 0 : 1);
