import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decide, type Inputs, type LevelOfCareTable, type TableRow } from './level-of-care.ts';
import { INPUT_RULES } from './level-of-care-inputs.ts';
import { everyValue, masksOf } from './level-of-care-masks.ts';
import { TABLE, TABLES } from './table.ts';
import { decidedParts } from './table-boxes.ts';
import { checkTable } from './table-check.ts';
import { parseTable } from './table-format.ts';
import { ownTable, tablesByVersion } from './table-own.ts';

type Json = { [key: string]: Json } & Json[];
const copy = (): LevelOfCareTable => structuredClone(TABLE);
const rowOf = (id: string) => TABLE.rows.findIndex((row) => row.id === id);
const withRows = (change: (rows: TableRow[]) => TableRow[]): LevelOfCareTable => {
  const table = copy();
  return { ...table, rows: change([...table.rows]) };
};
const changed = (id: string, change: Partial<TableRow>) =>
  withRows((rows) => rows.map((row) => (row.id === id ? { ...row, ...change } : row)));
const kindsAt = (table: LevelOfCareTable) =>
  checkTable(table, INPUT_RULES).findings.map(({ kind, path }) => `${kind} ${path}`);
const decidedBy = (table: LevelOfCareTable, inputs: Inputs | null | undefined) =>
  decide(table, INPUT_RULES, inputs ?? {});

describe('every combination of answers', () => {
  test.each([...TABLES.values()])('$version has no gap, no dead row and no contradiction', (table) => {
    const { findings, combinations, steps, cases } = checkTable(table, INPUT_RULES);
    expect(findings).toEqual([]);
    expect(combinations).toBe(INPUT_RULES.reduce((size, { values }) => size * values.length, 1));
    expect(combinations).toBe(611_529_523_200);
    expect(steps).toBeGreaterThan(6e12);
    expect(cases).toBeGreaterThan(TABLE.rows.length);
  });

  test('falls into parts that do not overlap, each decided as the table decides it', () => {
    const parts = [
      ...decidedParts(
        TABLE.rows.map(({ when }) => masksOf(when, INPUT_RULES)),
        everyValue(INPUT_RULES),
      ),
    ];
    const complete = fc.tuple(...INPUT_RULES.map(({ values }) => fc.nat(values.length - 1)));
    fc.assert(
      fc.property(complete, (at) => {
        const inputs: Inputs = Object.fromEntries(
          INPUT_RULES.map(({ key, values }, index) => [key, values[at[index] ?? 0] ?? '']),
        );
        const around = parts.filter(({ box }) => box.every((mask, index) => mask & (1 << (at[index] ?? 0))));
        expect(around.map(({ row }) => TABLE.rows[row]?.id)).toEqual([decidedBy(TABLE, inputs).row]);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('a planted fault is found', () => {
  test('no last row: answers that nobody decides, with an example', () => {
    const table = withRows((rows) => rows.slice(0, -1));
    const [gap, ...others] = checkTable(table, INPUT_RULES).findings;
    expect(gap).toMatchObject({ kind: 'gap', path: '$.rows' });
    expect(others).toEqual([]);
    expect(decidedBy(table, gap?.example).level).toBe('INCOMPLETE');
    expect(decidedBy(table, gap?.example).missing).toEqual([]);
  });

  test('two rows that change places: the second is never reached, with a case that it would have had', () => {
    const [first, last] = [rowOf('R61'), rowOf('R62')];
    const table = withRows((rows) =>
      rows.with(first, rows[last] as TableRow).with(last, rows[first] as TableRow),
    );
    const found = checkTable(table, INPUT_RULES).findings;
    expect(found.map(({ kind, path }) => `${kind} ${path}`)).toEqual([`dead-row $.rows[${last}]`]);
    expect(found[0]?.message).toBe('No answers reach R61: the rows above it decide all of its cases.');
    expect(found[0]?.example).toMatchObject({ risky_use: 'yes' });
  });

  test('a condition that cannot be', () => {
    const when = {
      all: [
        { key: 'sud', below: 2 },
        { key: 'sud', atLeast: 4 },
      ],
    };
    const [dead] = checkTable(changed('R42', { when }), INPUT_RULES).findings;
    expect(dead).toMatchObject({ kind: 'dead-row', message: 'No answers can fulfil the condition of R42.' });
  });

  test('inputs and values that nobody can give, wherever they stand', () => {
    const { rows: _, ...rest } = copy();
    const table = {
      ...changed('R42', {
        when: {
          all: [
            { key: 'current', in: ['op', 'opp'] },
            { key: 'mood', in: ['low'] },
          ],
        },
      }),
      flags: [...rest.flags, { id: 'OLD', when: { key: 'age', atLeast: 60 } }],
      points: [...rest.points, { id: 'many', when: { any: [{ key: 'sud', atLeast: 12 }] } }],
    };
    expect(kindsAt(table)).toEqual(
      expect.arrayContaining([
        `unknown $.rows[${rowOf('R42')}].when.all[0].in[1]`,
        `unknown $.rows[${rowOf('R42')}].when.all[1].key`,
        `unknown $.flags[${rest.flags.length}].when`,
        `unknown $.points[${rest.points.length}].when.any[0]`,
        `dead-row $.flags[${rest.flags.length}]`,
        `dead-row $.points[${rest.points.length}]`,
      ]),
    );
  });

  test('two rows that ask for the same, in other words, and lead elsewhere', () => {
    const at = rowOf('R43');
    const twin: TableRow = {
      ...(TABLE.rows[at] as TableRow),
      id: 'R44',
      when: { all: [{ any: [{ key: 'suicide', in: ['moderate'] }] }, { key: 'sud', atLeast: 2 }] },
      result: 'PHP',
    };
    const found = kindsAt(withRows((rows) => rows.toSpliced(at + 1, 0, twin)));
    expect(found).toContain(`contradiction $.rows[${at + 1}].when`);
    expect(found).toContain(`contradiction $.rows[${at + 1}].reason`);
    expect(found).toContain(`dead-row $.rows[${at + 1}]`);
  });

  test('a level above a gate, a gate that is no emergency, an emergency that waits, a name used twice', () => {
    const [gate, level] = [rowOf('G7'), rowOf('R10')];
    expect(
      kindsAt(
        withRows((rows) => rows.with(gate, rows[level] as TableRow).with(level, rows[gate] as TableRow)),
      ),
    ).toContain(`contradiction $.rows[${level}].stage`);
    expect(kindsAt(changed('G7', { result: 'RES' }))).toContain(`contradiction $.rows[${gate}].result`);
    expect(kindsAt(changed('R10', { result: 'EMERGENCY' }))).toContain(
      `contradiction $.rows[${level}].result`,
    );
    expect(kindsAt(changed('R10', { id: 'G7' }))).toContain(`contradiction $.rows[${level}].id`);
    expect(kindsAt(changed('R10', { id: 'G9' }))).toContain(`contradiction $.rows[${level}].id`);
  });

  test('more risk and less care, with answers that show it', () => {
    const table = changed('R32', { result: 'OP' });
    const found = checkTable(table, INPUT_RULES).findings.filter(({ kind }) => kind === 'not-monotone');
    expect(found[0]?.message).toContain('relapse from high to imminent lowers the level: ');
    const before = decidedBy(table, found[0]?.example);
    const after = decidedBy(table, { ...found[0]?.example, relapse: 'imminent' });
    expect(after.level).toBe('OP');
    expect(TABLE.order.indexOf(before.level as never)).toBeGreaterThan(TABLE.order.indexOf('OP'));
  });

  test('an order that lacks a level or has it twice', () => {
    const order = TABLE.order.filter((level) => level !== 'RES');
    expect(kindsAt({ ...copy(), order })).toContain(`unknown $.rows[${rowOf('R20')}].result`);
    expect(kindsAt({ ...copy(), order: [...TABLE.order, 'OP', 'REFER_MH'] }).slice(0, 2)).toEqual([
      'contradiction $.order',
      'contradiction $.order',
    ]);
  });

  test('a table that tells more cases apart than anybody could read ends in time, and says so', () => {
    const isWorst = (index: number) => {
      const { key, values } = INPUT_RULES[index % INPUT_RULES.length] ?? INPUT_RULES[0];
      return { key, in: [String(values.at(-1))] };
    };
    const tangled = [1, 3, 5].map((apart): TableRow => {
      const pairs = INPUT_RULES.map((_, index) => ({ any: [isWorst(index), isWorst(index + apart)] }));
      return { ...(TABLE.rows.at(-4) as TableRow), id: `${apart} apart`, when: { all: pairs } };
    });
    const begun = performance.now();
    const found = kindsAt({ ...copy(), rows: [...tangled, ...TABLE.rows] });
    expect(found).toContain('too-large $.rows');
    expect(performance.now() - begun).toBeLessThan(10_000);
  });

  test('doses that are not of their level, or of no level or age at all', () => {
    const doses = structuredClone(TABLE.doses) as unknown as Json;
    const iop = doses.adult?.IOP?.[0] as Json;
    Object.assign(iop, {
      minutesMin: 480,
      minutesMax: 1200,
      minutes: 470,
      pointsFrom: 1,
      minutesPerDayMax: 60,
    });
    Object.assign(iop.weekly as Json, { hoursMin: 8, days: 2 });
    Object.assign(doses.adult?.PHP?.[0] as Json, { days: 4 });
    doses.adult = { ...doses.adult, WM: doses.adult?.OP, EI: doses.adult?.OP } as never;
    doses.elder = doses.adult as never;
    delete (doses.adolescent as { OP?: unknown }).OP;
    const flags = [{ id: 'ENGAGEMENT', when: TABLE.flags[3]?.when as never, levels: ['OP', 'EI'] }];
    const table = { ...changed('R61', { result: 'NONE' }), doses: doses as never, flags };
    expect(kindsAt(table)).toEqual(
      expect.arrayContaining([
        'dose $.doses.adult.IOP[0].minutesMin',
        'dose $.doses.adult.IOP[0].minutesMax',
        'dose $.doses.adult.IOP[0].minutes',
        'dose $.doses.adult.IOP[0].pointsFrom',
        'dose $.doses.adult.IOP[0].minutesPerDayMax',
        'dose $.doses.adult.IOP[0].weekly',
        'dose $.doses.adult.IOP[0].weekly.days',
        'dose $.doses.adult.PHP[0].days',
        'dose $.doses.adolescent',
        'unknown $.doses.adult.EI',
        'unknown $.doses.elder',
        'unknown $.flags[0].levels[1]',
      ]),
    );
  });
});

describe("a program's own table", () => {
  const json = () => structuredClone(TABLE) as unknown as Json;

  test('is taken when it is whole; what only deserves a look is said', () => {
    expect(ownTable({ ...json(), version: 'riverside-1' }, INPUT_RULES)).toMatchObject({
      ok: true,
      table: { version: 'riverside-1' },
      remarks: [],
    });
    const less = ownTable(changed('R32', { result: 'OP' }), INPUT_RULES);
    expect(less.ok && less.remarks.every(({ kind }) => kind === 'not-monotone')).toBe(true);
  });

  test('is refused with a gap, and an example of it', () => {
    const own = ownTable(
      withRows((rows) => rows.slice(0, -1)),
      INPUT_RULES,
    );
    expect(own.ok ? '' : own.faults[0]?.message).toMatch(/no row decides\. For example: \{"age":"adult"/);
  });

  test.each<[string, (table: Json) => void, string]>([
    [
      'a level that does not exist',
      (t) => Object.assign(t.rows?.[3] as Json, { result: 'SPA' }),
      '$.rows[3].result',
    ],
    [
      'a condition of no form',
      (t) => Object.assign(t.rows?.[0] as Json, { when: { key: 'sud' } }),
      '$.rows[0].when',
    ],
    [
      'a word where a number belongs, deep inside',
      (t) => Object.assign(t.rows?.[0] as Json, { when: { any: [{ all: [{ key: 'sud', atLeast: '4' }] }] } }),
      '$.rows[0].when.any[0].all[0].atLeast',
    ],
    ['code', (t) => Object.assign(t.rows?.[0] as Json, { when: 'sud >= 2' }), '$.rows[0].when'],
    ['no reason', (t) => Object.assign(t.rows?.[2] as Json, { reason: undefined }), '$.rows[2].reason'],
    ['a key that is not known', (t) => Object.assign(t.flags?.[0] as Json, { level: 'OP' }), '$.flags[0]'],
    [
      'half a visit',
      (t) => Object.assign(t.doses?.adult?.OP?.[0] as Json, { minutes: 0.5 }),
      '$.doses.adult.OP[0].minutes',
    ],
    ['a version of spaces', (t) => Object.assign(t, { version: ' ' }), '$.version'],
  ])('is refused for %s, by its JSON path', (_name, spoil, path) => {
    const table = json();
    spoil(table);
    const parsed = parseTable(table);
    expect(parsed.ok ? [] : parsed.faults.map((fault) => fault.path)).toContain(path);
  });

  test('is refused for every fault at once, and for conditions without end', () => {
    const table = json();
    let deep: unknown = { key: 'sud', atLeast: 2 };
    for (let depth = 0; depth < 5000; depth++) deep = { all: [deep] };
    Object.assign(table.rows?.[0] as Json, { when: deep });
    Object.assign(table.rows?.[1] as Json, { stage: 'door' });
    const parsed = parseTable(table);
    expect(parsed.ok ? [] : parsed.faults.map(({ message }) => message)).toEqual([
      'Conditions are at most 8 deep.',
      expect.stringContaining('expected one of'),
    ]);
    expect(parseTable(null)).toMatchObject({ ok: false, faults: [{ path: '$' }] });
  });

  test('two of the same version are not kept', () => {
    expect(() => tablesByVersion([TABLE, TABLE])).toThrow('two tables loc-2026.1');
    expect(tablesByVersion([TABLE, { ...TABLE, version: 'b' }]).size).toBe(2);
  });
});
