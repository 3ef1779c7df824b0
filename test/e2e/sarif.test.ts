import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { renderSarif, renderSarifChange } from '../../lib/review/render/sarif';
import { change, hostileReport, realReport } from '../review/render/report-fixture';
import { cleanEnvironment } from './clean-environment';
import { e2eFolder, workFolder } from './places';
import { preparePython } from './python-environment';
import { runCommand } from './run-command';

/** A result as sarif-tools reads it. */
interface SarifRecord {
  readonly Tool: string;
  readonly Severity: string;
  readonly Code: string;
  readonly Description: string;
  readonly Location: string;
  readonly Line: number;
}

interface Log {
  readonly runs: readonly {
    readonly results: readonly {
      readonly ruleId: string;
      readonly level: string;
      readonly message: { readonly text: string };
      readonly locations: readonly {
        readonly physicalLocation: {
          readonly artifactLocation: { readonly uri: string };
          readonly region: { readonly startLine: number };
        };
      }[];
    }[];
  }[];
}

const files = new Map([['Registry.template.json', 'cdk.out/Registry.template.json']]);
const options = { placeOf: () => ({ line: 12, column: 5 }) };
const texts = {
  report: renderSarif(realReport, files, options),
  change: renderSarifChange(change, realReport, files, options),
  hostile: renderSarif(hostileReport, files, options),
};

describe('SARIF, as sarif-tools reads it', () => {
  let folder: string | undefined;
  let read: readonly (readonly SarifRecord[])[];

  beforeAll(async () => {
    const python = await preparePython('sarif');
    mkdirSync(workFolder, { recursive: true });
    const made = (folder = mkdtempSync(join(workFolder, 'sarif-')));
    const paths = Object.entries(texts).map(([name, text]) => {
      const path = join(made, `${name}.sarif`);
      writeFileSync(path, text);
      return path;
    });
    const { stdout } = await runCommand(python, [join(e2eFolder, 'read_sarif.py'), ...paths], {
      env: cleanEnvironment(),
    });
    read = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as readonly SarifRecord[]);
  });

  afterAll(() => {
    if (folder) rmSync(folder, { recursive: true, force: true });
  });

  it.each(Object.keys(texts))('has every result of %s, with its rule, level, file and line', (name) => {
    const index = Object.keys(texts).indexOf(name);
    const { runs } = JSON.parse(texts[name as keyof typeof texts]) as Log;
    const expected = runs.flatMap(({ results }) =>
      results.map(({ ruleId, level, locations: [at] }) => [ruleId, level, at?.physicalLocation.region.startLine]),
    );
    expect(expected.length).toBeGreaterThan(0);
    expect(read[index]?.map(({ Code, Severity, Line }) => [Code, Severity, Line])).toEqual(expected);
    expect(new Set(read[index]?.map(({ Tool }) => Tool))).toEqual(new Set(['ecr-publishing']));
    expect(read[index]?.every(({ Location, Description }) => Location !== '' && Description !== '')).toBe(true);
  });
});
