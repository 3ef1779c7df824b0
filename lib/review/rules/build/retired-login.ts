import { buildRule } from './build-rule';

export const retiredLogin = buildRule({
  id: 'build-retired-login',
  severity: 'error',
  title: 'The retired aws ecr get-login',
  fix: 'Write `aws ecr get-login-password | docker login --username AWS --password-stdin ACCOUNT.dkr.ecr.REGION.amazonaws.com`.',
  problem: ({ buildspec }) =>
    buildspec !== undefined && /\baws\s[^\n|;&]{0,200}?\becr\s+get-login(?![\w-])/.test(buildspec)
      ? 'logs in by `aws ecr get-login`, which version 2 of the AWS CLI does not have, so the build fails. With version 1, the password is on a command line.'
      : undefined,
});
