import Ajv from 'ajv';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type z } from 'zod';
import { ciKeys, ciSystems } from '../../../../lib/app/config/ci/ci-systems';
import { type TokenClaims } from '../../../../lib/app/config/ci/ci-system';
import { renderJsonSchema } from '../../../../lib/app/config/schema';
import { kindOf } from '../../../../lib/review';
import { tokenIssuerOf } from '../../../../lib/review/issuers/token-issuers';
import { reviewTemplates } from '../../../../lib/review/review-templates';
import { renderCiSystems } from '../../../../scripts/ci-systems-page';
import { mayAssume } from '../../../publisher/token-simulation';
import { type Properties } from '../../../synthesis';
import { minimal, problemsIn } from '../../config-cases';
import { propertiesOf, type SynthesizedTemplate, templateOf } from '../../config-stacks';

/** Every CI system of the table passes these tests by its own example. */
const systems = ciKeys.map((key) => [key, ciSystems[key]] as const);
const validate = new Ajv({ allErrors: true, strict: true }).compile(renderJsonSchema());

const publisherOf = (key: string, trust: object) => ({ name: 'ci', repositories: ['service'], [key]: [trust] });

/** The issuer and the statements of the role that the example makes. */
function trustIn(template: SynthesizedTemplate): { issuer: string; statements: Properties[] } {
  const [{ AssumeRolePolicyDocument: document } = {}] = propertiesOf(template, 'AWS::IAM::Role');
  const [{ Url: url } = {}] = propertiesOf(template, 'AWS::IAM::OIDCProvider');
  return {
    issuer: String(url).replace('https://', ''),
    statements: (document as { Statement: Properties[] }).Statement,
  };
}

describe.each(systems)('%s', (key, { name, trust, example }) => {
  const publishers = [publisherOf(key, example.trust)];
  const template = templateOf({ publishers });
  const { issuer, statements } = trustIn(template);

  const without = (claim: string): TokenClaims =>
    Object.fromEntries(Object.entries(example.accepted).filter(([other]) => other !== claim));

  test('its example is valid, for the app and for an editor', () => {
    const config = { ...minimal, publishers };
    expect(problemsIn(config)).toEqual([]);
    expect(validate(config)).toBe(true);
  });

  test('a token of its example may assume the role', async () => {
    expect(await mayAssume(statements, issuer, example.accepted)).toBe(true);
  });

  test.each(Object.entries(example.refused))('a token of %s may not', async (_, claims) => {
    expect(Object.entries(claims).filter(([claim, value]) => example.accepted[claim] === value)).toEqual([]);
    expect(await mayAssume(statements, issuer, { ...example.accepted, ...claims })).toBe(false);
  });

  test.each(Object.entries(example.accepted))(
    'a token without %s, or with another one, may not',
    async (claim, value) => {
      expect(await mayAssume(statements, issuer, without(claim))).toBe(false);
      for (const other of ['', 'other', `other-${value}`, value.slice(1)]) {
        expect(await mayAssume(statements, issuer, { ...example.accepted, [claim]: other })).toBe(false);
      }
    },
  );

  test('a trust in every job of it is refused', () => {
    const fields: Record<string, z.ZodType> = trust.shape;
    const required = ([field]: [string, unknown]) => fields[field]?.safeParse(undefined).success === false;
    const open = Object.fromEntries(Object.entries(example.trust).filter(required));
    expect(trust.safeParse(open).error?.issues.map(({ message }) => message)).toEqual([
      expect.stringMatching(/^must name \w+(, \w+)*( or \w+)?\. Without one, any run could publish\.$/),
    ]);
  });

  test('a provider that the account has is imported', () => {
    expect(propertiesOf(templateOf({ publishers, [key]: { provider: 'import' } }), 'AWS::IAM::OIDCProvider')).toEqual(
      [],
    );
  });

  test('the review knows its issuer and its subjects, and finds nothing wrong with its example', () => {
    expect(tokenIssuerOf(issuer)?.name).toBe(name);
    expect(kindOf(example.accepted.sub ?? '', [])).toContain(name);
    const { findings } = reviewTemplates([{ name: 'app', file: 'app.json', body: { ...template }, env }]);
    expect(findings).toEqual([]);
  });

  test('the review finds a trust in all of its subjects', () => {
    const open = JSON.parse(
      JSON.stringify(template).replaceAll(/("[^"]*:sub"):("[^"]*"|\[[^\]]*\])/g, '$1:"*"'),
    ) as object;
    const body = JSON.parse(JSON.stringify(open).replaceAll('StringEquals', 'StringLike')) as object;
    const { findings } = reviewTemplates([{ name: 'app', file: 'app.json', body, env }]);
    expect(findings.map(({ id }) => id)).toEqual(
      expect.arrayContaining([expect.stringMatching(/^oidc-subject-of-(anyone|organization)$/)]),
    );
  });
});

const env = { partition: 'aws', account: '123456789012', region: 'us-east-1' };

test('docs/ci-systems.md is what `npm run ci-systems` writes', () => {
  const file = join(__dirname, '../../../../docs/ci-systems.md');
  expect(readFileSync(file, 'utf8')).toBe(`${renderCiSystems()}\n`);
});
