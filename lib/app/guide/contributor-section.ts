import { isMapping } from '../../private/values/mapping';
import { shellWord } from '../../private/text/shell-word';
import { type Contributor } from './contributor';
import { commands, type GuideBlock, type GuideSection, listed, prose, text } from './guide-page';
import { type GuideRepository } from './guide-repository';

const variables = ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN'];

/** For somebody from outside: what they got, and how to take it. */
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
          ({ name, until, handedOutBy }) =>
            prose`${name} may push to ${uri} until ${until}, with credentials from ${listed(handedOutBy, 'or')}. From then on nothing works, a login included.`,
        ),
      },
      text`Credentials are three lines that begin with ${'export AWS_'}. They last an hour at most, and a push has to be done by then; ask for new ones whenever you need them. Paste them into a terminal, and use that one for all commands: they hold there until you close it.`,
      commands('take-credentials', ...variables.map((variable) => `export ${variable}='...'`)),
      text`This shows who you are now. It has to end in ${'/'} and your name as it stands above:`,
      commands(
        'who-is-contributor',
        `aws sts get-caller-identity --region ${shellWord(region)} --query Arn --output text`,
      ),
    ],
  };
}

/** What a contributor does at the end, and what becomes of the image. */
export function afterPushSection({ host, node, promotedTo }: GuideRepository): GuideSection {
  return {
    id: 'after',
    title: 'When the push is done',
    blocks: [
      text`Send the line with ${'digest: sha256:...'} to whoever gave you the credentials: it names exactly what you pushed.`,
      ...scanBlock(node.resource.properties),
      ...(promotedTo === undefined ? [] : promotionBlocks(promotedTo)),
      text`Then leave nothing behind:`,
      commands('log-out', `docker logout ${shellWord(host)}`, `unset ${variables.join(' ')}`),
    ],
  };
}

function promotionBlocks(promotedTo: string): GuideBlock[] {
  return [
    text`If the scan finds nothing that stops it, the image is copied, and is then here, with the tag and the digest that you pushed:`,
    { kind: 'list', items: [prose`${`${promotedTo}:<tag>`}`] },
    text`If it is stopped, whoever gave you the credentials can tell why. Mend it, and push it with another tag.`,
  ];
}

function scanBlock({ ImageScanningConfiguration: scanning }: Readonly<Record<string, unknown>>): GuideBlock[] {
  const isScanned = isMapping(scanning) && String(scanning.ScanOnPush) === 'true';
  return isScanned ? [text`ECR scans each image for known weaknesses once it is pushed.`] : [];
}
