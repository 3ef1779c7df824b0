import { accountIdRule } from '../../private/aws/account-id';
import { prose } from '../../private/text/prose';
import { validate } from '../../private/validation/validation';
import { grantEntry } from './consumer-grants';
import { type ConsumerKind, type PullingService } from './consumer-kind';
import { equals, serviceWith } from './principals';
import { accountText } from './account-texts';

const service: PullingService = {
  id: 'use-in-codebuild',
  principals: ['codebuild.'],
  usage: ({ uri }, isGranted) => ({
    text: isGranted
      ? prose`AWS CodeBuild, as the image that builds run in. The repository allows CodeBuild itself to pull, so the project's role needs no permission for it.`
      : prose`AWS CodeBuild, as the image that builds run in. The role of the project pulls.`,
    file: {
      language: 'json',
      text: `"image": ${JSON.stringify(`${uri}@sha256:...`)},\n"imagePullCredentialsType": "${isGranted ? 'CODEBUILD' : 'SERVICE_ROLE'}"`,
    },
  }),
};

/** CodeBuild projects of an account that run in an image and pull it with CodeBuild's own credentials. */
export const codeBuild: ConsumerKind<{ readonly account: string }> = {
  grantsOf: ({ account }) => {
    validate('accountId', account, accountIdRule);
    const projects = serviceWith('codebuild.amazonaws.com', equals('aws:SourceAccount', account));
    return { name: 'CodeBuild', pull: () => [grantEntry('pull', projects)] };
  },
  config: {
    pullers: {
      description: 'CodeBuild projects of an account that run in the image.',
      required: { account: accountText },
    },
  },
  service,
};
