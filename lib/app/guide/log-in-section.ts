import { credentialHelperConfig, dockerLoginLines } from '../../private/aws/docker-login';
import { shellWord } from '../../private/text/shell-word';
import { commands, type GuideBlock, type GuideSection, text } from './guide-page';
import { type GuideRepository } from './guide-repository';

/** How docker gets its password. */
export function logInSection({ region, host }: GuideRepository, isContributor: boolean): GuideSection {
  return {
    id: 'log-in',
    title: 'Log in',
    blocks: [
      text`You need docker, running, and the AWS CLI, version 2.`,
      ...(isContributor ? [] : whoAmI(region)),
      text`Log docker in to the registry, once for all of its repositories. It has to say ${'Login Succeeded'}.`,
      commands('log-in', ...dockerLoginLines(region, host)),
      text`A login lasts 12 hours at most. It takes a policy of your own that allows ${'ecr:GetAuthorizationToken'} on ${'*'}: no repository can grant that. The commands are for Linux, macOS, or WSL on Windows; in PowerShell write the two lines as one.`,
      text`Or let the ${helper} log in by itself, whenever docker needs it. Install it, and have this in ${'~/.docker/config.json'}, beside what is there:`,
      { kind: 'file', language: 'json', text: credentialHelperConfig(host) },
      isContributor
        ? text`It takes the credentials of the terminal that docker runs in.`
        : text`It takes the credentials of the terminal that docker runs in: ${'export AWS_PROFILE=...'} chooses a profile, and an older helper needs ${'export AWS_SDK_LOAD_CONFIG=true'} to read ${'~/.aws/config'}.`,
    ],
  };
}

const helper = { text: 'credential helper', address: 'https://github.com/awslabs/amazon-ecr-credential-helper' };

function whoAmI(region: string): GuideBlock[] {
  const command = `aws sts get-caller-identity --region ${shellWord(region)} --query Arn --output text`;
  return [text`The AWS CLI needs credentials. This shows who you are by them:`, commands('who-am-i', command)];
}
