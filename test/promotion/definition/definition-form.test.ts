import { Aws } from 'aws-cdk-lib';
import { ScanGate, ScanSeverity } from '../../../lib/promotion/scan-gate';
import { UnscannedReason } from '../../../lib/promotion/unscanned-reason';
import {
  type PromotionDefinitionOptions,
  renderPromotionDefinition,
} from '../../../lib/promotion/definition/promotion-definition';
import { newStack } from '../../synthesis';
import { options } from './cases';
import { allStates } from './interpreter';

type Validator = (definition: object) => { isValid: boolean; errorsText: (separator: string) => string };
const validator = jest.requireActual<Validator>('asl-validator'); // it brings no types

const exceptions = Array.from({ length: 100 }, (_, index) => ({
  cve: `CVE-2026-${10_000 + index}`,
  reason: 'The package is in the image, and nothing runs it.',
  until: `2027-01-${String(1 + (index % 28)).padStart(2, '0')}T00:00:00Z`,
}));
const gates = [
  ScanGate.basic(),
  ScanGate.enhanced({ maxSeverity: ScanSeverity.HIGH, passUnscanned: Object.values(UnscannedReason) }),
  ScanGate.basic({ maxSeverity: ScanSeverity.INFORMATIONAL, exceptions }),
];
const targets = [false, true].flatMap((crossRegion) =>
  [false, true].map((crossAccount) => ({ ...options.target, crossRegion, crossAccount })),
);
const namings = [options.targetRepository, { kind: 'prefix', from: 'incoming/', to: 'approved/' } as const];
const approvals = [undefined, { topicArn: options.topicArn, timeoutSeconds: 3_600 }];

const combinations: PromotionDefinitionOptions[] = gates.flatMap((gate, number) =>
  (number === 0 ? targets : targets.slice(0, 1)).flatMap((target) =>
    namings.flatMap((targetRepository) =>
      approvals.map((approval) => ({ ...options, gate: gate._rules(), target, targetRepository, approval })),
    ),
  ),
);

type Named = Record<string, Record<string, unknown>>;
const statesOf = (definition: Record<string, unknown>): [string, Record<string, unknown>][] =>
  allStates(definition.States as never) as unknown as [string, Record<string, unknown>][];

it('is valid, with every state reached, for every combination of options', () => {
  expect(combinations).toHaveLength(24);
  for (const combination of combinations) {
    const { isValid, errorsText } = validator(renderPromotionDefinition(combination));
    expect(isValid ? '' : errorsText('\n')).toBe('');
  }
}, 60_000);

describe.each(combinations.map((combination, index) => [index, combination] as const))(
  'combination %d',
  (_, combination) => {
    const definition = renderPromotionDefinition(combination);
    const states = statesOf(definition);

    it('catches every error of every call but the last, what States.ALL leaves out too', () => {
      const calls = states.filter(([name, { Type }]) => Type === 'Task' && name !== 'Notify');
      for (const [name, { Catch, TimeoutSeconds }] of calls) {
        const errors = (Catch as { ErrorEquals: string[] }[]).flatMap(({ ErrorEquals }) => ErrorEquals);
        expect([name, errors.at(-1), typeof TimeoutSeconds]).toEqual([name, 'States.ALL', 'number']);
        if (name !== 'Ask for approval') expect([name, errors.at(-2)]).toEqual([name, 'States.DataLimitExceeded']);
      }
    });

    it('names each state once, in 80 characters', () => {
      const names = states.map(([name]) => name);
      expect(new Set(names).size).toBe(names.length);
      expect(Math.max(...names.map((name) => name.length))).toBeLessThanOrEqual(80);
    });

    it('ends well, or with a promotion, only by the states that say so', () => {
      const leading = (to: string): string[] =>
        states
          .filter(
            ([, state]) =>
              JSON.stringify({ ...state, ItemProcessor: undefined }).includes(`"Next":"${to}"`) || state.Default === to,
          )
          .map(([name]) => name);
      expect(leading('PROMOTED')).toEqual([combination.target.crossRegion ? 'Copy' : 'Is the copy the same?']);
      expect(leading('Copy').sort()).toEqual(
        combination.target.crossRegion
          ? ['Is the tag still this image? again']
          : ['Is the tag archived? again', 'Look in the archive again'],
      );
      const passing = states.filter(([, state]) => (state.Parameters as Named | undefined)?.outcome);
      const good = passing.filter(([, state]) => (state.Parameters as Record<string, unknown>).outcome !== 'refused');
      const unscanned = combination.gate.unscanned.length > 0 ? ['The part is not scanned'] : [];
      expect(good.map(([name]) => name)).toEqual(['The part passes', 'The part is an attestation', ...unscanned]);
      expect(leading('The part is not scanned')).toEqual(unscanned.length > 0 ? ['Is it scanned?'] : []);
      expect(leading('The part passes')).toEqual(['Are there more findings?', 'Was everything read?']);
    });

    it('compares in filters with == alone, and subjects fit', () => {
      const text = JSON.stringify(definition);
      for (const [filter] of text.matchAll(/\[\?\([^)]*\)\]/g)) expect(filter).toMatch(/^\[\?\(@\.\w+ == '[^']*'\)\]$/);
      for (const [, { Parameters }] of states) {
        const { subject } = (Parameters ?? {}) as { subject?: string };
        if (subject !== undefined) expect(subject).toMatch(/^[A-Z][\x20-\x7e]{0,98}$/);
      }
    });

    it('is small: one megabyte is the most that Step Functions takes', () => {
      expect(JSON.stringify(definition).length).toBeLessThan(100_000);
    });
  },
);

it('has time for two rounds of the gate, the answer and three copies', () => {
  const gate = ScanGate.basic()._rules();
  const seconds = (approval?: PromotionDefinitionOptions['approval']): unknown =>
    renderPromotionDefinition({ ...options, gate, ...(approval ? { approval } : {}) }).TimeoutSeconds;
  expect(seconds()).toBe(3_600 + 3_600 + 3 * 7_200);
  expect(seconds({ topicArn: options.topicArn, timeoutSeconds: 1_000 })).toBe(2 * 7_200 + 1_000 + 3 * 7_200);
});

it('is the same for the same options, and changes none', () => {
  const frozen = Object.freeze({ ...options, gate: Object.freeze(ScanGate.basic({ exceptions })._rules()) });
  expect(renderPromotionDefinition(frozen)).toEqual(renderPromotionDefinition(frozen));
});

it('takes tokens', () => {
  const stack = newStack();
  const definition = renderPromotionDefinition({
    ...options,
    partition: Aws.PARTITION,
    urlSuffix: Aws.URL_SUFFIX,
    source: { registryId: Aws.ACCOUNT_ID },
    target: { ...options.target, registryId: Aws.ACCOUNT_ID, region: Aws.REGION },
  });
  const text = JSON.stringify(stack.resolve(stack.toJsonString(definition)));
  expect(text).toContain('"AWS::Partition"');
  expect(text).toContain('"AWS::URLSuffix"');
  expect(text).not.toContain('${Token');
});
