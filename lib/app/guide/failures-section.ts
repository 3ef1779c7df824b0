import { type GuideSection, type Prose, prose } from './guide-page';
import { type GuideRepository } from './guide-repository';
import { type GuideUse } from './guide-uses';
import { tagRules } from './tag-words';

/** An error message, its meaning, and the use that can cause it. */
interface Failure {
  readonly message: Prose;
  readonly meaning: Prose;
  readonly by?: GuideUse;
}

/** The section that explains error messages of docker, its credential helper and AWS. */
export function failuresSection(
  repository: GuideRepository,
  uses: ReadonlySet<GuideUse>,
  isContributor: boolean,
): GuideSection {
  const usesDocker = uses.has('push') || uses.has('pull');
  const failures = [
    ...(usesDocker ? loginFailures(repository) : []),
    ...rightFailures(repository),
    ...(isContributor ? credentialFailures : []),
    ...(usesDocker ? transferFailures(repository) : []),
  ].filter(({ by }) => by === undefined || uses.has(by));
  return {
    id: 'failures',
    title: 'What common errors mean',
    blocks: [
      {
        kind: 'table',
        head: ['message', 'meaning'],
        rows: failures.map(({ message, meaning }) => [message, meaning]),
      },
    ],
  };
}

function loginFailures({ host }: GuideRepository): Failure[] {
  return [
    {
      message: prose`${'no basic auth credentials'}`,
      meaning: prose`Docker is not logged in to exactly ${host}. Log in again, as the same user. ${'sudo docker'} needs a login with ${'sudo'} too.`,
    },
    {
      message: prose`${'basic credentials not found'}, ${'credentials not found'}`,
      meaning: prose`The credential helper finds no AWS credentials in this terminal. Set ${'AWS_PROFILE'}, or paste the credentials here. An older helper also needs ${'export AWS_SDK_LOAD_CONFIG=true'}.`,
    },
    {
      message: prose`${'denied: Your authorization token has expired'}`,
      meaning: prose`The login is older than 12 hours. Log in again.`,
    },
    {
      message: prose`${'AccessDeniedException'} with ${'ecr:GetAuthorizationToken'}`,
      meaning: prose`Your IAM policy must allow this action on ${'*'}. The repository's policy cannot allow it.`,
    },
  ];
}

function rightFailures({ account, region, name, node }: GuideRepository): Failure[] {
  const { mayRefuse } = tagRules(node.resource);
  return [
    {
      message: prose`${'403 Forbidden'}, ${'denied'}, ${'is not authorized to perform'}`,
      meaning: prose`You do not have this permission. In account ${account}, either your IAM policy or the repository's policy must allow it. In another account, both must allow it. A policy that denies it always wins. The message names the action, and often the missing policy.`,
    },
    {
      message: prose`${'name unknown'}, ${'RepositoryNotFoundException'}`,
      meaning: prose`ECR finds no such repository. Compare the name ${name} letter by letter, and check the account ${account} and the Region ${region}. Without ${'--registry-id'} the AWS CLI uses your own account.`,
    },
    ...(mayRefuse ? [immutable] : []),
  ];
}

const immutable: Failure = {
  message: prose`${'tag is immutable'}, ${'ImageTagAlreadyExistsException'}`,
  meaning: prose`Another image already has this tag, and the tag cannot move. Use a new tag. A second push of the same image is not an error.`,
  by: 'push',
};

const credentialFailures: readonly Failure[] = [
  {
    message: prose`${'ExpiredToken'}`,
    meaning: prose`Your credentials have expired. Get new ones. None are issued after the date above.`,
  },
  {
    message: prose`${'InvalidClientTokenId'}, ${'The security token included in the request is invalid'}`,
    meaning: prose`A line of the credentials is missing or cut. Paste all three again.`,
  },
];

function transferFailures({ region }: GuideRepository): Failure[] {
  return [
    {
      message: prose`${'Waiting'} for a layer, ${'Retrying in ... seconds'}, again and again`,
      meaning: prose`The registry refuses the layers. The repository's name is wrong, or your credentials have expired, or you may not push. Log in again and copy the whole command.`,
      by: 'push',
    },
    {
      message: prose`${'manifest unknown'}, ${'not found'} after a pull, ${'None'} instead of a digest`,
      meaning: prose`No image has this tag or digest. It was never pushed, or it was deleted. See above how long images are kept.`,
      by: 'pull',
    },
    {
      message: prose`${'no matching manifest for linux/arm64'}`,
      meaning: prose`The image was not built for your type of processor. Pull with ${'--platform linux/amd64'}, or build the image for both types.`,
      by: 'pull',
    },
    {
      message: prose`${'exec format error'}`,
      meaning: prose`The image was built for another type of processor. Build it for the platform of the machine, or for both types.`,
    },
    {
      message: prose`${'toomanyrequests'}`,
      meaning: prose`If the message names ${'docker.io'}, Docker Hub limits how often you pull base images. Log in there, or copy the base images to ECR. Otherwise there are too many requests to ECR in ${region} at once. Try again later.`,
    },
  ];
}
