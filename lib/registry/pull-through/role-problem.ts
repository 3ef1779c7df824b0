import { type Stack, Token } from 'aws-cdk-lib';
import { type IRole } from 'aws-cdk-lib/aws-iam';
import { type Problem, quote } from '../../private/validation/validation';

/**
 * The problem with the role by which ECR pulls from a registry of ECR.
 *
 * @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/pull-through-cache-private.html
 */
export function roleProblem(role: IRole | undefined, account: string | undefined, stack: Stack): Problem {
  const same = account === stack.account;
  if (role === undefined) {
    return same || Token.isUnresolved(stack.account)
      ? undefined
      : `is required for the registry of another account, ${quote(account)}. Create a role that ECR can assume and that may pull there.`;
  }
  const { account: owner } = role.env;
  return Token.isUnresolved(owner) || Token.isUnresolved(stack.account) || owner === stack.account
    ? undefined
    : `must be in the account of the settings, got one of account ${quote(owner)}. ECR assumes no role of another account.`;
}
