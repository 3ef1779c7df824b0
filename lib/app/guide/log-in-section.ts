import { credentialHelperConfig, dockerLoginLines } from '../../private/aws/docker-login';
import { shellWord } from '../../private/text/shell-word';
import { commands, type GuideBlock, type GuideSection, text } from './guide-page';
import { type GuideRepository } from './guide-repository';

/** The section about logging docker in. */
export function logInSection({ region, host }: GuideRepository, isContributor: boolean): GuideSection {
  return {
    id: 'log-in',
    title: 'Log in',
    blocks: [
      text`You need docker, which must be running, and version 2 of the AWS CLI.`,
      ...(isContributor ? [] : whoAmI(region)),
      text`Log docker in to the registry. One login is enough for all repositories of the registry. Docker must print ${'Login Succeeded'}.`,
      commands('log-in', ...dockerLoginLines(region, host)),
      text`A login expires after 12 hours at most. It needs an IAM policy that allows you ${'ecr:GetAuthorizationToken'} on ${'*'}. A repository's policy cannot grant that. The commands are for Linux, macOS, or WSL on Windows. In PowerShell, write the two lines as one line.`,
      text`Or use the ${helper}, which logs in whenever docker needs it. Install it, and add this to ${'~/.docker/config.json'}:`,
      { kind: 'file', language: 'json', text: credentialHelperConfig(host) },
      isContributor
        ? text`It uses the credentials of the terminal in which you run docker.`
        : text`It uses the credentials of the terminal in which you run docker. Choose a profile with ${'export AWS_PROFILE=...'}. An older helper needs ${'export AWS_SDK_LOAD_CONFIG=true'} to read ${'~/.aws/config'}.`,
    ],
  };
}

const helper = { text: 'credential helper', address: 'https://github.com/awslabs/amazon-ecr-credential-helper' };

function whoAmI(region: string): GuideBlock[] {
  const command = `aws sts get-caller-identity --region ${shellWord(region)} --query Arn --output text`;
  return [
    text`The AWS CLI needs credentials. This shows which principal they belong to:`,
    commands('who-am-i', command),
  ];
}
