import { type ConfigProblem } from '../config/problem';

/** The remedies of warnings that name properties of constructs or conditions of IAM, and the words of the file for them. */
const remedies: Readonly<Record<string, readonly [remedy: RegExp, ofFile: string]>> = {
  'cdk-ecr-publishing:MutableTagMayExpire': [
    /Protect it: ImageRetention\.protect\((.*)\)\.$/,
    'Add $1 to `protect` of its retention.',
  ],
  'cdk-ecr-publishing:ApprovedNotRetained': [/`removalPolicy: .*`/, '`removalPolicy: retain`'],
  'EcrPublishingChecks::oidc-subject-of-open-branch': [
    /Name the branch in full, or end the pattern after a '\/': .*, and protect those branches\.$/,
    "Name the branch in `branches`, or end the pattern after a '/', such as 'release/*', and protect those branches.",
  ],
};

/** The warning in the words of the file. Its id stays, so that the acknowledgement of one at synth applies to it. */
export function inWordsOfFile(finding: ConfigProblem): ConfigProblem {
  const [remedy, ofFile] = remedies[finding.id ?? ''] ?? [];
  if (remedy === undefined || ofFile === undefined) return finding;
  return { ...finding, message: finding.message.replace(remedy, ofFile) };
}
