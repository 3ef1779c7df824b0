import { type PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { awsLimits } from '../private/aws/limits';
import { isIntrinsic, knownParts, listOf } from '../private/validation/known-text';
import { frozen } from '../private/values/one-for-equal';
import { OneForSequence } from '../private/values/one-for-sequence';
import { knownPolicySize, policyJson, type PolicyJson, type StatementJson } from '../private/aws/policy-document';
import { type Problem, quote } from '../private/validation/validation';
import { type PolicyEntry, type RepositoryEnvironment, compilePolicyEntries } from './policy-entry';
import { pushOnlyProblem } from './push-only';
import { restrictedToSource } from './source-condition';
import { statementProblem } from './statement-problem';

/** @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/service-quotas.html */
const { repositoryPolicyCharacters: mostCharacters } = awsLimits.ecr;
/** An ARN has at most about 650 characters, so a few entries always fit. */
const fewEntries = 10;
const shortestArn = 'arn:aws:iam::111122223333:root';

/** The policy that entries make. */
export interface CompiledPolicy {
  readonly document: PolicyJson;
  /** A contradiction between entries. */
  readonly contradiction: Problem;
  /** The reason for which ECR would reject the document, if no statement is added to it. */
  readonly refusal: Problem;
}

/** Most repositories of an app have the same consumers, so their policies are one object. */
const compiled = new OneForSequence<PolicyEntry, CompiledPolicy>();

function compile(entries: readonly PolicyEntry[]): CompiledPolicy {
  return compiled.of(entries, () => {
    const document = frozen(policyJson(compilePolicyEntries(entries)));
    return {
      document,
      contradiction: pushOnlyProblem(entries),
      refusal: entries.length > fewEntries ? policyProblem(document) : undefined,
    };
  });
}

/** The policy of one repository: the entries of its consumers, and the statements that CDK or the user adds. */
export class RepositoryPolicy {
  private entries: readonly PolicyEntry[] = [];
  private readonly statements: PolicyStatement[] = [];

  /** Adds entries, unless they contradict the earlier ones. Returns what all entries make together. */
  public addEntries(entries: readonly PolicyEntry[]): CompiledPolicy {
    const all = [...this.entries, ...entries];
    const policy = compile(all);
    if (policy.contradiction === undefined) this.entries = all;
    return policy;
  }

  public addStatement(statement: PolicyStatement): void {
    this.statements.push(statement);
  }

  /** The problem with a statement that was changed after it was added. */
  public statementProblem(account: string, resolve: (value: unknown) => unknown): Problem {
    for (const statement of this.statements) {
      const problem = statementProblem(resolve(statement.toStatementJson()) as StatementJson, account);
      if (problem !== undefined) return problem;
    }
    return undefined;
  }

  /** The document as it is now. */
  public render(env: RepositoryEnvironment, resolve: (value: unknown) => unknown): PolicyJson {
    const { document } = compile(this.entries);
    if (this.statements.length === 0) return document;
    const added = this.statements.map((statement) =>
      restrictedToSource(statement.toStatementJson() as StatementJson, env, resolve),
    );
    return policyJson([...document.Statement, ...withoutDuplicates(added, resolve)]);
  }
}

/** CDK adds some statements again for each user of the repository, each time with different tokens. */
function withoutDuplicates(statements: StatementJson[], resolve: (value: unknown) => unknown): StatementJson[] {
  if (statements.length < 2) return statements;
  const seen = new Set<string>();
  return statements.filter((statement) => seen.size < seen.add(JSON.stringify(resolve(statement))).size);
}

/** The reason for which ECR would reject the document as a whole. */
export function policyProblem(document: PolicyJson): Problem {
  return sidProblem(document) ?? sizeProblem(document);
}

function sidProblem({ Statement }: PolicyJson): Problem {
  const sids = Statement.flatMap(({ Sid }) => Sid ?? []);
  const twice = sids.find((sid, index) => sids.indexOf(sid) < index);
  return twice === undefined
    ? undefined
    : `must have a different \`Sid\` for each statement, got ${quote(twice)} twice. Rename one of them.`;
}

function sizeProblem(document: PolicyJson): Problem {
  const size = knownPolicySize(document) + shortestArn.length * unresolvedPrincipals(document);
  return size <= mostCharacters
    ? undefined
    : `must have at most ${mostCharacters.toLocaleString('en')} characters, got ${size.toLocaleString('en')}. ` +
        'Grant access to an organization instead of its accounts, or to accounts instead of their roles.';
}

/** The number of principals that are tokens as a whole, such as the ARN of a role of this app. */
function unresolvedPrincipals({ Statement }: PolicyJson): number {
  const principals = Statement.flatMap(({ Principal }) => listOf((Principal as { AWS?: unknown } | undefined)?.AWS));
  return principals.filter(
    (principal) =>
      (typeof principal === 'string' && /^\$\{Token\[[^\]]*\]\}$/.test(principal)) ||
      (isIntrinsic(principal) && knownParts(principal) === ''),
  ).length;
}
