import { isMapping } from '../../private/values/mapping';
import { shellWord } from '../../private/text/shell-word';
import { type Contributor } from './contributor';
import { commands, type GuideBlock, type GuideSection, listed, prose, text } from './guide-page';
import { type GuideRepository } from './guide-repository';

const variables = ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN'];

/** The section for contributors: what they may push, until when, and how they use their credentials. */
export function contributorSection(
  { region, uri }: GuideRepository,
  contributors: readonly Contributor[],
): GuideSection {
  return {
    id: 'contributor',
    title: contributors.length === 1 ? 'For the contributor' : 'For the contributors',
    blocks: [
      {
        kind: 'list',
        items: contributors.map(
          ({ name, until, credentialsFrom }) =>
            prose`${name} may push to ${uri} until ${until}, with credentials from ${listed(credentialsFrom, 'or')}. After that time all commands fail, including the login.`,
        ),
      },
      text`Your credentials are three lines that begin with ${'export AWS_'}. They expire after one hour at most, and a push must end before that. You can get new ones at any time. Paste them into a terminal and run all commands there. They apply to that terminal only, until you close it.`,
      commands('take-credentials', ...variables.map((variable) => `export ${variable}='...'`)),
      text`This shows who you are now. The output must end with ${'/'} and your name, exactly as it is written above:`,
      commands(
        'who-is-contributor',
        `aws sts get-caller-identity --region ${shellWord(region)} --query Arn --output text`,
      ),
    ],
  };
}

/** The section for contributors after a push: what to report, and what happens to the image. */
export function afterPushSection({ host, node, promotedTo }: GuideRepository): GuideSection {
  return {
    id: 'after',
    title: 'When the push is done',
    blocks: [
      text`Send the line with ${'digest: sha256:...'} to the person who gave you the credentials. The digest identifies exactly the image that you pushed.`,
      ...scanBlock(node.resource.properties),
      ...(promotedTo === undefined ? [] : promotionBlocks(promotedTo)),
      text`Then log out and remove the credentials from the terminal:`,
      commands('log-out', `docker logout ${shellWord(host)}`, `unset ${variables.join(' ')}`),
    ],
  };
}

function promotionBlocks(promotedTo: string): GuideBlock[] {
  return [
    text`If the image passes its scan, it is copied to this address, with the tag and the digest that you pushed:`,
    { kind: 'list', items: [prose`${`${promotedTo}:<tag>`}`] },
    text`If it does not pass, the person who gave you the credentials can find out why. Fix the image, and push it with another tag.`,
  ];
}

function scanBlock({ ImageScanningConfiguration: scanning }: Readonly<Record<string, unknown>>): GuideBlock[] {
  const isScanned = isMapping(scanning) && String(scanning.ScanOnPush) === 'true';
  return isScanned ? [text`ECR scans each image for known vulnerabilities after the push.`] : [];
}
