import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { yamlFaults, yamlProblem } from '../../../lib/review/read/yaml-faults';

const declarations = readFileSync(join(dirname(require.resolve('yaml')), 'errors.d.ts'), 'utf8');

/** The error codes that the parser declares. */
const codes = /type ErrorCode = ([^;]+);/.exec(declarations)?.[1]?.match(/[A-Z0-9_]+/g) ?? [];

test('every error code of the parser has plain words and a remedy, and no code is left over', () => {
  expect(codes.length).toBeGreaterThan(20);
  expect(Object.keys(yamlFaults).sort()).toEqual([...codes].sort());
});

test.each(Object.entries(yamlFaults))('%s is worded as "got X. Do Y."', (code, { got, remedy }) => {
  expect(`${got} ${remedy}`).not.toMatch(/[A-Z]+_[A-Z]+|token|scalar|collection|flow|node/i);
  expect(got).toMatch(/^(an? |too |text )[^.]+$/);
  expect(remedy).toMatch(/^[A-Z][^.]+$/);
  expect(yamlProblem(code as keyof typeof yamlFaults, 'line 1, column 2')).toBe(
    `must be JSON or YAML, got ${got} at line 1, column 2. ${remedy}.`,
  );
});
