import { isMapping, type Mapping } from '../../private/values/mapping';
import { readTemplateContent } from '../../review/index';
import { fail } from '../input-file';
import { repositoriesIn, repositoryText } from './template-repositories';

/** A lifecycle document, and its repository if the file names one. */
export interface PolicySource {
  readonly document: unknown;
  readonly repositoryName?: string;
}

/**
 * The lifecycle document of a file. The file is the document itself, the output of `aws ecr get-lifecycle-policy`, or a
 * template.
 *
 * @param repository the repository in a template, by its name or logical id.
 */
export function readPolicy(path: string, repository?: string): PolicySource {
  const content = readTemplateContent(path);
  if (content === null) {
    fail(`${path} must be a lifecycle policy or a template, got an empty file. Save a policy in it.`);
  }
  if (isMapping(content) && isMapping(content.Resources)) return ofTemplate(path, content.Resources, repository);
  const answer = isMapping(content) && 'lifecyclePolicyText' in content ? content : undefined;
  const name = typeof answer?.repositoryName === 'string' ? answer.repositoryName : undefined;
  if (repository !== undefined && name !== repository) {
    const policyOf = name === undefined ? 'names no repository' : `is the policy of ${name}`;
    fail(`--repository must be a repository of the policy, got '${repository}'. ${path} ${policyOf}.`);
  }
  if (!answer) return { document: content };
  return { document: parseText(answer.lifecyclePolicyText, `${path}: lifecyclePolicyText`), repositoryName: name };
}

function ofTemplate(path: string, resources: Mapping, wanted?: string): PolicySource {
  const all = repositoriesIn(resources);
  const matching = all.filter(({ logicalId, name, policy }) =>
    wanted === undefined ? policy !== undefined : wanted === logicalId || wanted === name,
  );
  const [only, ...others] = matching;
  const list = all.map(repositoryText).join(', ');
  if (all.length === 0) fail(`${path} must have an AWS::ECR::Repository, got a template without one`);
  if (!only) {
    if (wanted === undefined)
      fail(`${path} must have a repository with a lifecycle policy, got only repositories without one: ${list}`);
    fail(`--repository must be a repository of ${path}, got '${wanted}'. It has ${list}.`);
  }
  if (others.length > 0) {
    fail(`${path} has several repositories. Choose one with --repository, by name or logical id: ${list}.`);
  }
  if (only.policy === undefined) {
    fail(`${path}: ${repositoryText(only)} has no lifecycle policy, so it keeps every image`);
  }
  return { document: parseText(only.policy, `${path}: ${only.logicalId}`), repositoryName: only.name };
}

function parseText(text: unknown, what: string): unknown {
  if (typeof text !== 'string') {
    fail(
      `${what} must be the policy as text, got a value that is known only at deployment. Give the policy document itself.`,
    );
  }
  try {
    return JSON.parse(text);
  } catch {
    return fail(`${what} must be the policy as JSON, got text that is not JSON`);
  }
}
