import { textOf } from '../shape';
import { buildRule } from './build-rule';

const retired = /\baws\s[^\n|;&]{0,200}?\becr\s+get-login(?![\w-])/;
/** The images of CodeBuild that contain version 1 of the AWS CLI. Later ones contain version 2. */
const firstImages =
  /^aws\/codebuild\/(?!amazonlinux|standard:|windows)[\w.-]+:|^aws\/codebuild\/(standard|amazonlinux2-x86_64-standard):[1-4]\.|^aws\/codebuild\/amazonlinux2-aarch64-standard:[12]\./;
/** PyPI has version 1 only. */
const installsFirst = /\bpip[\d.]*\s+install\b[^\n|;&]*\bawscli(?![\w-])/;

export const retiredLogin = buildRule({
  id: 'build-retired-login',
  severity: 'error',
  title: 'The retired aws ecr get-login',
  fix: 'Write `aws ecr get-login-password | docker login --username AWS --password-stdin ACCOUNT.dkr.ecr.REGION.amazonaws.com`.',
  problem: ({ buildspec, environment }) => {
    if (buildspec === undefined || !retired.test(buildspec)) return undefined;
    const message = 'logs in by `aws ecr get-login`, which';
    return firstImages.test(textOf(environment.Image) ?? '') || installsFirst.test(buildspec)
      ? {
          severity: 'warning',
          message: `${message} writes the password on a command line. Version 2 of the AWS CLI, which newer images contain, does not have it.`,
        }
      : `${message} version 2 of the AWS CLI does not have, so the build fails. With version 1, the password is on a command line.`;
  },
});
