import { type Problem } from '../validation/validation';
import { awsLimits } from './limits';

/** The remedies if a quota is exceeded. */
const remedies = {
  kms: {
    keyPolicyBytes: 'Each log group that the key encrypts adds its ARN. Give some projects another `encryptionKey`.',
  },
  codeBuild: {
    descriptionCharacters: 'Leave it out, or write a shorter one.',
  },
  iam: {
    managedPolicyCharacters: 'It names each secret, repository and subnet. Use fewer in one construct.',
    trustPolicyCharacters: 'Split the principals over several roles.',
    managedPoliciesOfRole: 'Split the permissions over several roles.',
  },
  events: {
    eventPatternCharacters: 'It names each branch and tag that starts a build. List fewer of them.',
  },
  stepFunctions: {
    definitionBytes: 'It names each exception of the gate. Use fewer exceptions.',
  },
} as const satisfies { [S in keyof typeof awsLimits]?: { [Q in keyof (typeof awsLimits)[S]]?: string } };

type Remedies = typeof remedies;

/** The problem with an amount that is above a quota of AWS, which says what to choose. */
export function quotaProblem<S extends keyof Remedies>(service: S, quota: keyof Remedies[S], amount: number): Problem {
  const name = String(quota);
  const most = (awsLimits[service] as Readonly<Record<string, number>>)[name] ?? 0;
  if (amount <= most) return undefined;
  const unit = name.endsWith('Bytes') ? 'bytes' : name.endsWith('Characters') ? 'characters' : 'managed policies';
  const number = (value: number) => value.toLocaleString('en');
  const remedy = (remedies[service] as Readonly<Record<string, string>>)[name] ?? '';
  return `must have at most ${number(most)} ${unit}, got ${number(amount)}. ${remedy}`;
}
