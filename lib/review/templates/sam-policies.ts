import { awsManagedPolicyPath } from './aws-managed-policies';
import { calledFunction } from './intrinsic-functions';
import { samPolicyTemplates } from './sam-policy-templates';
import { entriesOf, field, isList } from './value';

/** The policies of a SAM resource, as they are in the role that SAM creates for it. */
export interface SamPolicies {
  /** The value of `ManagedPolicyArns`. */
  readonly managed: readonly unknown[];
  /** The value of `Policies`. */
  readonly inline: readonly unknown[];
}

const none: SamPolicies = { managed: [], inline: [] };

/** The depth of nested conditions in real templates. Each level may double the number of policies. */
const mostLevels = 8;

/** Translates `Policies`: names and ARNs of managed policies, documents, policy templates, and branches of these. */
export function samPolicies(raw: unknown, level = 0): SamPolicies {
  if (raw === undefined || level > mostLevels) return raw === undefined ? none : unknownPolicy(raw);
  if (isList(raw)) {
    const all = raw.map((item) => samPolicies(item, level + 1));
    return { managed: all.flatMap(({ managed }) => managed), inline: all.flatMap(({ inline }) => inline) };
  }
  if (typeof raw === 'string') return { ...none, managed: [managedPolicy(raw)] };
  if (typeof raw !== 'object' || raw === null) return unknownPolicy(raw);
  const call = calledFunction(raw);
  if (call === 'Fn::If') return branches(field(raw, 'Fn::If'), level);
  if (call !== undefined) return { ...none, managed: [raw] };
  if (field(raw, 'Statement') !== undefined)
    return { ...none, inline: [{ PolicyName: 'Policy', PolicyDocument: raw }] };
  const [[name] = ['']] = entriesOf(raw);
  return samPolicyTemplates.has(name) ? none : unknownPolicy(raw);
}

/** A name that AWS does not have is not changed. It matches no policy, so its access is unknown. */
function managedPolicy(name: string): unknown {
  const path = awsManagedPolicyPath(name);
  return path === undefined ? name : { 'Fn::Sub': `arn:\${AWS::Partition}:iam::aws:policy/${path}` };
}

function branches(argument: unknown, level: number): SamPolicies {
  const [condition, ...both] = isList(argument) ? argument : [];
  const [then = none, otherwise = none] = both.map((branch) => samPolicies(branch, level + 1));
  const either = (key: keyof SamPolicies): unknown[] =>
    then[key].length + otherwise[key].length === 0 ? [] : [{ 'Fn::If': [condition, then[key], otherwise[key]] }];
  return { managed: either('managed'), inline: either('inline') };
}

/** A policy without a document, which is read as one that is known only at deploy. */
function unknownPolicy(raw: unknown): SamPolicies {
  return { ...none, inline: [{ PolicyName: raw }] };
}
