import { shellWord } from '../../private/text/shell-word';
import { commands, type DraftSection, type GuideBlock, part, text } from './guide-page';
import { type GuideRepository } from './guide-repository';
import { type GuideReader } from './reader';

/** What pulls by itself: a service that the policy admits, or one that acts as a role that may pull. */
type Consumer = 'ecs' | 'kubernetes' | 'lambda' | 'codeBuild';

const actors: readonly (readonly [string, Consumer])[] = [
  ['ecs-tasks.', 'ecs'],
  ['ec2.', 'kubernetes'],
  ['eks.', 'kubernetes'],
  ['lambda.', 'lambda'],
  ['codebuild.', 'codeBuild'],
];

/** How services use the images, for those kinds of consumers that may pull. */
export function consumersSection(repository: GuideRepository, readers: readonly GuideReader[]): DraftSection {
  const able = readers.filter(({ uses }) => uses.has('pull'));
  const kinds = new Set(able.flatMap(consumersOf));
  const blocks: readonly (readonly [Consumer, GuideBlock[]])[] = [
    ['ecs', ecs(repository)],
    ['kubernetes', kubernetes(repository)],
    ['lambda', lambda(repository)],
    ['codeBuild', codeBuild(repository, able)],
  ];
  const fitting = blocks.filter(([kind]) => kinds.has(kind)).flatMap(([, own]) => own);
  const parts = fitting.length === 0 ? [] : [part(['pull'], byDigest(), ...fitting)];
  return { id: 'use', title: 'Use it in AWS', parts };
}

/** Who is let in as a whole account, or as a role that somebody else made, may use any service that pulls as a role. */
function consumersOf({ principal, kind, actors: acting }: GuideReader): Consumer[] {
  const known = [principal, ...acting].flatMap((one) =>
    actors.flatMap(([start, consumer]) => (one.startsWith(start) ? [consumer] : [])),
  );
  const open = kind !== 'service' && kind !== 'user' && acting.length === 0;
  return open ? [...known, 'ecs', 'kubernetes'] : known;
}

function byDigest(): GuideBlock {
  return text`Name images by their digest wherever something runs: then a tag that moves changes nothing that you did not change.`;
}

function ecs({ uri }: GuideRepository): GuideBlock[] {
  return [
    text`Amazon ECS, in the task definition. The task's execution role pulls, so it needs ${'ecr:BatchGetImage'} and ${'ecr:GetDownloadUrlForLayer'} on the repository and ${'ecr:GetAuthorizationToken'} on ${'*'}; the task role needs none of it.`,
    { kind: 'file', language: 'json', text: `"image": ${JSON.stringify(`${uri}@sha256:...`)}` },
  ];
}

function kubernetes({ uri }: GuideRepository): GuideBlock[] {
  return [
    text`Amazon EKS, in the container of a pod. The role of the nodes pulls, not that of the pod; it needs the same rights.`,
    { kind: 'file', language: 'yaml', text: `image: ${JSON.stringify(`${uri}@sha256:...`)}` },
  ];
}

function lambda(repository: GuideRepository): GuideBlock[] {
  const { uri, region } = repository;
  return [
    text`AWS Lambda, for a function in the Region ${region} and in no other. It takes ${'lambda:UpdateFunctionCode'} to run this; the role of the function needs no right to the repository.`,
    commands(
      'use-in-lambda',
      "function='my-function'",
      "digest='sha256:...'",
      `aws lambda update-function-code --region ${shellWord(region)} --function-name "$function" \\`,
      `  --image-uri ${shellWord(uri)}@"$digest"`,
    ),
  ];
}

function codeBuild({ uri }: GuideRepository, able: readonly GuideReader[]): GuideBlock[] {
  const isAdmitted = able.some(({ principal }) => principal.startsWith('codebuild.'));
  return [
    isAdmitted
      ? text`AWS CodeBuild, as the image that builds run in. The repository lets CodeBuild pull by itself, so the project's role needs no right to it.`
      : text`AWS CodeBuild, as the image that builds run in. The role of the project pulls.`,
    {
      kind: 'file',
      language: 'json',
      text: `"image": ${JSON.stringify(`${uri}@sha256:...`)},\n"imagePullCredentialsType": "${isAdmitted ? 'CODEBUILD' : 'SERVICE_ROLE'}"`,
    },
  ];
}
