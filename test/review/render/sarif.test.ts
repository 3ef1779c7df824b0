import Ajv from 'ajv';
import schema from '@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json';
import { renderSarif, renderSarifChange } from '../../../lib/review/render/sarif';
import { emptyChange, emptyReport, finding, hostileReport, longReport, realReport, unread } from './report-fixture';

interface Result {
  readonly ruleId: string;
  readonly level: string;
  readonly message: { readonly text: string };
  readonly locations: readonly {
    readonly physicalLocation: { readonly artifactLocation: { readonly uri: string }; readonly region: object };
    readonly logicalLocations: readonly { readonly name: string; readonly fullyQualifiedName: string }[];
  }[];
  readonly partialFingerprints: Readonly<Record<string, string>>;
  readonly suppressions?: readonly object[];
}

interface Run {
  readonly tool: { readonly driver: { readonly rules: readonly { readonly id: string }[] } };
  readonly invocations: readonly { readonly toolExecutionNotifications: readonly object[] }[];
  readonly results: readonly Result[];
}

/** Of draft 4, which this Ajv reads as well but not by that name. */
const sarif = Object.fromEntries(Object.entries(schema).filter(([key]) => key !== '$schema' && key !== 'id'));
const isSarif = new Ajv({ strict: false, unicodeRegExp: false, validateFormats: false }).compile(sarif);

function runOf(text: string): Run {
  const log = JSON.parse(text) as { readonly runs: readonly [Run] };
  isSarif(log);
  expect(isSarif.errors).toBeNull();
  return log.runs[0];
}

const gone = { template: 'Old', logicalId: 'App', path: '' };
const change = { kind: 'deleted', what: 'Repository App is deleted', why: 'It goes.', fix: 'Keep it.', source: gone };
const earlier = { files: new Map([['Old', 'before/Old.json']]), placeOf: () => ({ line: 7, column: 5 }) };

test('a resource of a stack that is gone is in the earlier template', () => {
  const { results } = runOf(
    renderSarifChange({ ...emptyChange, changes: [change] }, emptyReport, new Map(), { earlier }),
  );
  expect(results.map(({ locations: [at] }) => at?.physicalLocation)).toEqual([
    { artifactLocation: { uri: 'before/Old.json' }, region: { startLine: 7, startColumn: 5 } },
  ]);
});

test('a resource that is gone from a template is in the new one, with its place in the earlier one', () => {
  const files = new Map([['Old', 'now/Old.json']]);
  const { results } = runOf(renderSarifChange({ ...emptyChange, changes: [change] }, emptyReport, files, { earlier }));
  expect(results).toMatchObject([
    {
      locations: [{ physicalLocation: { artifactLocation: { uri: 'now/Old.json' }, region: { startLine: 1 } } }],
      relatedLocations: [
        {
          physicalLocation: { artifactLocation: { uri: 'before/Old.json' }, region: { startLine: 7, startColumn: 5 } },
          message: { text: 'The resource in the earlier template' },
        },
      ],
    },
  ]);
});

const printsOf = ({ results }: Run) =>
  results.map(({ partialFingerprints }) => partialFingerprints.primaryLocationLineHash);

test.each([
  ['a real report', realReport],
  ['an empty report', emptyReport],
  ['a hostile report', hostileReport],
  ['a long report', longReport(1000)],
])('%s is valid against the schema of SARIF 2.1.0', (_, report) => {
  expect(runOf(renderSarif(report)).results).toHaveLength(report.findings.length + report.unreviewed.length);
});

test('the schema refuses other JSON than SARIF', () => {
  expect(isSarif({ version: '2.1.0', runs: [{ tool: { driver: {} } }] })).toBe(false);
});

test('a result has the message, the location, the fix and the reason of its acknowledgement', () => {
  const source = { template: 'Registry', logicalId: 'Service1234', path: 'Registry/Service' };
  const findings = [finding({ source, severity: 'warning', acknowledged: 'It is meant.' })];
  const { results } = runOf(
    renderSarif({ ...emptyReport, findings }, new Map([['Registry', 'cdk.out/Registry.json']])),
  );
  expect(results).toEqual([
    {
      ruleId: 'open-repository',
      level: 'warning',
      message: { text: 'Anyone may pull from `jwt-pizza-service`. Fix: Name the accounts.' },
      locations: [
        {
          physicalLocation: { artifactLocation: { uri: 'cdk.out/Registry.json' }, region: { startLine: 1 } },
          logicalLocations: [{ name: 'Service1234', fullyQualifiedName: 'Registry/Service', kind: 'resource' }],
        },
      ],
      partialFingerprints: { primaryLocationLineHash: expect.stringMatching(/^[0-9a-f]{16}:1$/) as string },
      suppressions: [{ kind: 'inSource', justification: 'It is meant.' }],
    },
  ]);
});

test('each rule is described once, by its worst finding', () => {
  const findings = [
    finding({ id: 'a-rule', severity: 'note', fix: 'Small.' }),
    finding({ id: 'a-rule', severity: 'error', fix: 'Large.', acknowledged: 'It is meant.' }),
    finding({ id: 'other' }),
  ];
  const { rules } = runOf(renderSarif({ ...emptyReport, findings })).tool.driver;
  expect(rules.map(({ id }) => id)).toEqual(['other', 'a-rule']);
  expect(rules[1]).toEqual({
    id: 'a-rule',
    shortDescription: { text: 'A rule' },
    fullDescription: { text: 'A rule' },
    help: { text: 'Large.' },
    defaultConfiguration: { level: 'error' },
    properties: { tags: ['security'], precision: 'high', 'security-severity': '8.0' },
  });
});

test('a finding keeps its fingerprint when its words, its place in the list or other findings change', () => {
  const one = finding({ message: 'One.' });
  const other = finding({ id: 'other' });
  const before = printsOf(runOf(renderSarif({ ...emptyReport, findings: [one] })));
  const after = printsOf(runOf(renderSarif({ ...emptyReport, findings: [other, { ...one, message: 'More.' }] })));
  expect(after).toContain(before[0]);
  expect(new Set(after).size).toBe(2);
});

test('findings of one rule have different fingerprints at one resource and at different resources', () => {
  const moved = finding({ source: { template: 'Registry', logicalId: 'Other', path: '' } });
  const prints = printsOf(runOf(renderSarif({ ...emptyReport, findings: [finding({}), finding({}), moved] })));
  expect(new Set(prints).size).toBe(3);
});

test.each([
  ['cdk.out/Registry.template.json', 'cdk.out/Registry.template.json'],
  ['./cdk.out//Registry.json', 'cdk.out/Registry.json'],
  ['../old/a b.json', '../old/a%20b.json'],
  ['/tmp/Registry.json', 'file:///tmp/Registry.json'],
  ['C:\\data\\Registry.json', 'file:///C%3A/data/Registry.json'],
  ['javascript:alert(1)', 'javascript%3Aalert(1)'],
  ['https://evil.example/x', 'https%3A/evil.example/x'],
  ['', 'template'],
])('the file %j is at %j', (template, uri) => {
  const findings = [finding({ source: { template, logicalId: 'A', path: '' } })];
  const [result] = runOf(renderSarif({ ...emptyReport, findings })).results;
  expect(result?.locations[0]?.physicalLocation.artifactLocation.uri).toBe(uri);
});

test('a name that looks like a link stays a name', () => {
  const findings = [finding({ message: '[click](https://evil.example)' })];
  const [result] = runOf(renderSarif({ ...emptyReport, findings })).results;
  expect(result?.message.text).toBe('\\[click\\](https://evil.example) Fix: Name the accounts.');
});

test('results beyond the limit of code scanning are left out and counted, the least severe first', () => {
  const notes = Array.from({ length: 25_001 }, (_, index) => finding({ id: `note-${index % 7}`, severity: 'note' }));
  const { results, invocations } = runOf(renderSarif({ ...emptyReport, findings: [...notes, finding({})] }));
  expect(results).toHaveLength(25_000);
  expect(results[0]?.ruleId).toBe('open-repository');
  expect(invocations[0]?.toolExecutionNotifications).toEqual([
    { level: 'warning', message: { text: '2 findings left out: code scanning accepts 25,000 at most.' } },
  ]);
});

test('a part that was not read is a result, before all findings, and the run says how many there are', () => {
  const report = { ...emptyReport, findings: [finding({})], unreviewed: [unread({})], assumptions: [unread({})] };
  const { results, invocations, tool } = runOf(renderSarif(report));
  expect(results.map(({ ruleId, level, message }) => ({ ruleId, level, text: message.text }))).toEqual([
    {
      ruleId: 'unreviewed',
      level: 'note',
      text: "Not read: nested stack 'Roles', which may grant or have access. Why: its template is at a URL. Fix: Check by hand what it grants, or give the review a template that it can read.",
    },
    {
      ruleId: 'open-repository',
      level: 'error',
      text: 'Anyone may pull from `jwt-pizza-service`. Fix: Name the accounts.',
    },
  ]);
  expect(tool.driver.rules.map(({ id }) => id)).toEqual(['open-repository', 'unreviewed']);
  expect(invocations[0]?.toolExecutionNotifications).toEqual(
    [
      '1 part that may grant or have access could not be read.',
      "Assumed: nested stack 'Roles', because its template is at a URL (Registry/Service/Resource (Service4D2A8F21 in Registry.template.json)).",
    ].map((text) => ({ level: 'warning', message: { text } })),
  );
});

const located = finding({
  id: 'oidc-trust-without-subject',
  severity: 'warning',
  source: { template: 'Registry', logicalId: 'Role', path: 'Registry/Role' },
});
const files = new Map([['Registry', '/home/ana/app/cdk.out/Registry.template.json']]);
const code = { file: '/home/ana/app/lib/registry.ts', line: 12, column: 5 };
const locationsOf = (place: object, root: string) => {
  const options = { placeOf: () => place, root };
  const [result] = runOf(renderSarif({ ...emptyReport, findings: [located] }, files, options)).results;
  const { locations, relatedLocations } = result as unknown as Record<string, { physicalLocation: object }[]>;
  return [locations, relatedLocations].map((all) => all?.map(({ physicalLocation }) => physicalLocation));
};
const inTemplate = (uri: string) => ({ artifactLocation: { uri }, region: { startLine: 40, startColumn: 5 } });

test('a result is at the line of the resource in the template, from the folder of the repository', () => {
  expect(locationsOf({ line: 40, column: 5 }, '/home/ana/app')).toEqual([
    [inTemplate('cdk.out/Registry.template.json')],
    undefined,
  ]);
  expect(locationsOf({ line: 40, column: 5 }, '/home/ana')[0]).toEqual([
    inTemplate('app/cdk.out/Registry.template.json'),
  ]);
  expect(locationsOf({ line: 40, column: 5 }, '/other')[0]).toEqual([
    inTemplate('file:///home/ana/app/cdk.out/Registry.template.json'),
  ]);
});

test('a result is at the code of the construct if that is in the repository, and names the template too', () => {
  expect(locationsOf({ line: 40, column: 5, code }, '/home/ana/app')).toEqual([
    [{ artifactLocation: { uri: 'lib/registry.ts' }, region: { startLine: 12, startColumn: 5 } }],
    [inTemplate('cdk.out/Registry.template.json')],
  ]);
  expect(locationsOf({ line: 40, column: 5, code: { ...code, file: '/other/a.ts' } }, '/home/ana/app')).toEqual([
    [inTemplate('cdk.out/Registry.template.json')],
    undefined,
  ]);
});

test('a rule of the review has its title, its own level and the address of its section on the page', () => {
  const [rule] = runOf(renderSarif({ ...emptyReport, findings: [located] })).tool.driver.rules;
  const helpUri =
    'https://github.com/cdk-ecr-publishing/cdk-ecr-publishing/blob/main/docs/review-rules/trust.md#oidc-trust-without-subject';
  expect(rule).toMatchObject({
    shortDescription: { text: 'A trust in an issuer without a subject' },
    helpUri,
    help: { text: 'Name the accounts.', markdown: `Name the accounts.\n\n[Example and fix](${helpUri})` },
    defaultConfiguration: { level: 'error' },
  });
});

test('the fingerprint of a result does not depend on lines and folders', () => {
  const prints = [{}, { placeOf: () => ({ line: 3, column: 1, code }), root: '/home/ana/app' }].map((options) =>
    printsOf(runOf(renderSarif({ ...emptyReport, findings: [located] }, files, options))),
  );
  expect(prints[0]).toEqual(prints[1]);
});
