import { type LoadedTemplate } from '../read/loaded-template';
import { type DeployEnvironment, type ReviewAssumption } from './template-graph';
import { hasUnresolved } from '../texts/symbolic-text';
import { knownEnvironment } from './environment';
import { type EnvironmentEvidence, type EnvironmentMentions, environmentMentions } from './environment-evidence';
import { prepareTemplates } from './prepare-templates';
import { type PseudoParameterUses, pseudoParameterUses } from './pseudo-parameters';

/** Templates with the account, Region and partition that their own texts show. */
export interface InferredTemplates {
  readonly templates: readonly LoadedTemplate[];
  /** The inferred values. */
  readonly assumptions: readonly ReviewAssumption[];
}

/** Account, Region and partition, in the order in which they are inferred. The partition follows from the Region. */
const parts: readonly EnvironmentPart[] = [
  { part: 'account', pseudoParameter: 'AWS::AccountId', shown: 'account' },
  { part: 'region', pseudoParameter: 'AWS::Region', shown: 'Region' },
  { part: 'partition', pseudoParameter: 'AWS::Partition', shown: 'partition' },
];

interface EnvironmentPart {
  readonly part: keyof DeployEnvironment;
  readonly pseudoParameter: string;
  readonly shown: string;
}

/** A template and its nested templates. They are deployed to the same account and Region. */
interface Family {
  readonly members: readonly LoadedTemplate[];
  readonly texts: EnvironmentMentions;
  readonly uses: readonly PseudoParameterUses[];
  env: Partial<DeployEnvironment>;
}

/**
 * Infers the account, the Region and the partition of templates that do not have them, if their own texts show one
 * value. Templates whose texts show none get the value of the others, if these agree.
 */
export function inferEnvironments(loaded: readonly LoadedTemplate[]): InferredTemplates {
  const isWhole = ({ env }: LoadedTemplate): boolean => !parts.some(({ part }) => isOpen(env, part));
  if (loaded.every(isWhole)) return { templates: loaded, assumptions: [] };
  const families = familiesOf(loaded);
  const assumptions = parts.flatMap((part) => inferPart(part, families));
  const inferred = new Map(families.flatMap(({ members, env }) => members.map((one) => [one, env] as const)));
  return {
    templates: loaded.map((one) => ({ ...one, env: { ...inferred.get(one), ...one.env } })),
    assumptions,
  };
}

function isOpen(env: Partial<DeployEnvironment>, part: keyof DeployEnvironment): boolean {
  return hasUnresolved(knownEnvironment(env)[part]);
}

function familiesOf(loaded: readonly LoadedTemplate[]): Family[] {
  const { readers } = prepareTemplates(loaded);
  const indexes = new Map(loaded.map(({ name }, index) => [name, index] as const).reverse());
  const byRoot = new Map<number, number[]>();
  for (const index of loaded.keys()) {
    const root = rootOf(index, loaded, indexes);
    byRoot.set(root, [...(byRoot.get(root) ?? []), index]);
  }
  return [...byRoot].map(([root, members]) => {
    const env = loaded[root]?.env ?? {};
    return {
      members: members.flatMap((index) => loaded[index] ?? []),
      texts: environmentMentions(
        members.flatMap((index) => readers[index] ?? []),
        env,
      ),
      uses: members.map((index) => pseudoParameterUses(loaded[index]?.body)),
      env,
    };
  });
}

/** The outermost template around a nested one. */
function rootOf(index: number, loaded: readonly LoadedTemplate[], indexes: ReadonlyMap<string, number>): number {
  const passed = new Set<number>();
  let root = index;
  while (!passed.has(root)) {
    passed.add(root);
    root = indexes.get(loaded[root]?.nestedIn?.template ?? '') ?? root;
  }
  return root;
}

/** The first text of a family that shows a part. */
function evidenceOf({ texts }: Family, { part }: EnvironmentPart): EnvironmentEvidence | undefined {
  return texts.evidence.find((one) => one.part === part);
}

/** Whether nothing in a family contradicts a value. A condition about a part shows that it has several values. */
function allows({ texts, uses }: Family, { part, pseudoParameter }: EnvironmentPart, value: string): boolean {
  if (uses.some(({ deciding }) => deciding.has(pseudoParameter))) return false;
  return [...texts.mentioned[part]].every((one) => one === value);
}

function inferPart(part: EnvironmentPart, families: readonly Family[]): ReviewAssumption[] {
  const open = families.filter(({ env }) => isOpen(env, part.part));
  const evidences = open.flatMap((family) => {
    const evidence = evidenceOf(family, part);
    return evidence && allows(family, part, evidence.value) ? [evidence] : [];
  });
  const shared = evidences.every(({ value }) => value === evidences[0]?.value) ? evidences[0] : undefined;
  const byValue = new Map<string, InferredPart>();
  for (const family of open) {
    const own = evidenceOf(family, part);
    const evidence = own ?? shared;
    if (!evidence || !allows(family, part, evidence.value)) continue;
    family.env = { ...family.env, [part.part]: evidence.value };
    const inferred = byValue.get(evidence.value) ?? { evidence, silent: [], matters: false };
    byValue.set(evidence.value, inferred);
    if (own === undefined) inferred.silent.push(...family.members);
    inferred.matters ||= part.part !== 'partition' || family.uses.some(({ all }) => all.has(part.pseudoParameter));
  }
  return [...byValue.values()].filter(({ matters }) => matters).map((inferred) => assumptionOf(part, inferred));
}

interface InferredPart {
  readonly evidence: EnvironmentEvidence;
  /** Templates whose own texts do not show the part. */
  readonly silent: LoadedTemplate[];
  /** Whether a report mentions the value. A partition is not mentioned if no template refers to it. */
  matters: boolean;
}

function assumptionOf(
  { shown }: EnvironmentPart,
  { evidence: { value, why, source }, silent }: InferredPart,
): ReviewAssumption {
  const others = silent.length === 1 ? '1 other template names' : `${silent.length} other templates name`;
  const more = silent.length === 0 ? '' : `; ${others} no ${shown}`;
  return { what: `${shown} ${value}`, why: `${why}${more}`, source };
}
