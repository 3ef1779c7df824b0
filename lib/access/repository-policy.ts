import { type PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { knownPolicySize, policyJson, type PolicyJson, type StatementJson } from '../private/policy-document';
import { type Problem } from '../private/validation';
import { type Admission, type RepositoryPlace, compileAdmissions } from './admission';
import { boundToSource } from './source-condition';

/** @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/service-quotas.html */
const mostCharacters = 10_240;
const fewAdmissions = 10;

/** Gathers what a repository's policy says, from consumers and from statements that CDK or the user adds. */
export class RepositoryPolicy {
  private readonly admissions: Admission[] = [];
  private readonly statements: PolicyStatement[] = [];

  public admit(admissions: readonly Admission[]): void {
    this.admissions.push(...admissions);
  }

  public add(statement: PolicyStatement): void {
    this.statements.push(statement);
  }

  /** Whether the document may be longer than ECR takes. An ARN has at most about 650 characters: a few always fit. */
  public get mayBeTooLong(): boolean {
    return this.admissions.length > fewAdmissions || this.statements.length > 0;
  }

  /** The document as it stands now. */
  public render(place: RepositoryPlace, resolve: (value: unknown) => unknown): PolicyJson {
    const added = this.statements.map((statement) =>
      boundToSource(statement.toStatementJson() as StatementJson, place, resolve),
    );
    return policyJson([...compileAdmissions(this.admissions), ...added]);
  }
}

/** What ECR would refuse in the document as a whole. */
export function policyProblem(document: PolicyJson): Problem {
  const size = knownPolicySize(document);
  return size <= mostCharacters
    ? undefined
    : `must have at most ${mostCharacters.toLocaleString('en')} characters, got ${size.toLocaleString('en')}; ` +
        'admit an organization instead of its accounts, or accounts instead of their roles';
}
