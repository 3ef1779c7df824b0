import { type ResourceEnvironment, type Stack, Token } from 'aws-cdk-lib';
import { type Problem } from '../validation/validation';

/** A resource of another account or Region than the builds of a stack, which use only their own ones. Tokens pass. */
export function otherEnvironmentProblem(stack: Stack, env: ResourceEnvironment): Problem {
  const known = [
    { what: 'account', ours: stack.account, theirs: env.account },
    { what: 'Region', ours: stack.region, theirs: env.region },
  ].filter(({ ours, theirs }) => !Token.isUnresolved(ours) && !Token.isUnresolved(theirs));
  if (known.every(({ ours, theirs }) => ours === theirs)) return undefined;
  const words = known.map(({ what }) => what).join(' and ');
  const [ours, theirs] = [known.map((part) => part.ours).join(' '), known.map((part) => part.theirs).join(' ')];
  return `must be in the ${words} of the builds, ${ours}, got ${theirs}`;
}
