#!/usr/bin/env node
import { FolderInUse, MigrationChanged } from './platform/db/index.ts';
import { KeyFault } from './platform/master-key.ts';
import { SettingsFault } from './platform/settings.ts';

const HELP = `Daybridge: the week that fits, the hours that count, a record that stays private.

  daybridge serve                 start the program (this is what "npm start" does)
  daybridge week solve FILE       find everybody's week; also: check, explain, sample
  daybridge fit recommend FILE    which level of care each person needs, and why; also: score, check
  daybridge hours --week DATE     hours delivered and prescribed in a week, by record code
  daybridge audit verify          prove that nobody changed the log of who looked; also: checkpoint
  daybridge backup --out FOLDER   all data as of now, sealed; also: restore
  daybridge keys status           the keys it is sealed with; also: rotate-org, rotate-master
  daybridge --help                this page; "daybridge week --help" and so on for these
  daybridge --version

Settings are environment variables; the ones asked for most:
  PORT            where to listen (4310)
  DAYBRIDGE_DATA  where the data is kept (./data)
  DATABASE_URL    a PostgreSQL to use instead of the embedded database
  DAYBRIDGE_DEMO  on or off: show an invented program in an empty database (on)
All of them, with examples: docs/operate.md

  Example:  PORT=8080 DAYBRIDGE_DATA=/srv/daybridge npx daybridge serve
`;

const EXIT = { done: 0, broken: 1, badInput: 2 } as const;

async function run(words: readonly string[]): Promise<number | undefined> {
  const [command, ...rest] = words;
  switch (command) {
    case 'serve': {
      const { serve } = await import('./serve.ts');
      await serve();
      return undefined; // it stays
    }
    case 'week': {
      const { runWeekCommand } = await import('./schedule/engine/index.ts');
      return runWeekCommand(rest);
    }
    case 'fit': {
      const { runFitCommand } = await import('./fit/commands/commands.ts');
      return runFitCommand(rest);
    }
    case 'hours': {
      const { runHoursCommand } = await import('./treat/commands/hours.ts');
      return runHoursCommand(rest);
    }
    case 'audit': {
      const { runAuditCommand } = await import('./guard/log/commands.ts');
      return runAuditCommand(rest);
    }
    case 'keys':
    case 'backup':
    case 'restore': {
      const { runKeysCommand } = await import('./guard/keys/commands.ts');
      return runKeysCommand(command === 'keys' ? rest : [command, ...rest]);
    }
    case '--version': {
      const { version } = await import('./app.ts');
      process.stdout.write(`${version}\n`);
      return EXIT.done;
    }
    case undefined:
    case 'help':
    case '-h':
    case '--help':
      process.stdout.write(HELP);
      return EXIT.done;
    default:
      process.stderr.write(`There is no command "${command}".\n\n${HELP}`);
      return EXIT.badInput;
  }
}

try {
  const code = await run(process.argv.slice(2));
  if (code !== undefined) process.exitCode = code;
} catch (fault) {
  const isExpected =
    fault instanceof SettingsFault ||
    fault instanceof KeyFault ||
    fault instanceof FolderInUse ||
    fault instanceof MigrationChanged;
  process.stderr.write(
    `\n  ${fault instanceof Error ? (isExpected ? fault.message : fault.stack) : fault}\n\n`,
  );
  process.exit(fault instanceof SettingsFault ? EXIT.badInput : EXIT.broken);
}
