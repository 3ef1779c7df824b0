import { urlSuffixOf } from '../../private/oci/registry-host';
import { unresolved } from '../texts/symbolic-text';
import { type Template } from './template';

/** The value of a pseudo parameter, which CloudFormation sets itself. */
export function pseudoParameter(name: string, { env, prefix }: Template): string | undefined {
  if (name === 'AWS::AccountId') return env.account;
  if (name === 'AWS::Region') return env.region;
  if (name === 'AWS::Partition') return env.partition;
  if (name === 'AWS::URLSuffix') return urlSuffixOf(env.partition) ?? unresolved(name);
  return name.startsWith('AWS::') ? unresolved(`${prefix}.${name}`) : undefined;
}

/** Whether a template uses a pseudo parameter. */
export interface PseudoParameterUses {
  /** All pseudo parameters in the template. */
  readonly all: ReadonlySet<string>;
  /**
   * The pseudo parameters in conditions and keys of maps. A template that has some is for several accounts or Regions.
   */
  readonly deciding: ReadonlySet<string>;
}

/** Whether a key is a section of conditions, or a function that reads a map. */
const deciders: ReadonlySet<string> = new Set(['Conditions', 'Fn::FindInMap']);

/** The CDK's condition for its usage metadata. It lists Regions, but it is also in templates for one Region. */
const harmlessCondition = 'CDKMetadataAvailable';

/** The pseudo parameters that a template refers to, by `Ref` or in a text. */
export function pseudoParameterUses(body: unknown): PseudoParameterUses {
  const all = new Set<string>();
  const deciding = new Set<string>();
  const seen = { deciding: new Set<unknown>(), other: new Set<unknown>() };
  const waiting: (readonly [value: unknown, decides: boolean])[] = [[body, false]];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const [value, decides] = next;
    if (typeof value === 'string') {
      for (const [name] of value.matchAll(/AWS::[A-Za-z]+/g)) {
        all.add(name);
        if (decides) deciding.add(name);
      }
    }
    const passed = decides ? seen.deciding : seen.other;
    if (typeof value !== 'object' || value === null || passed.has(value)) continue;
    passed.add(value);
    const entries = Object.entries(value) as [string, unknown][];
    for (const [key, item] of entries) {
      if (!decides || key !== harmlessCondition) waiting.push([item, decides || deciders.has(key)]);
    }
  }
  return { all, deciding };
}
