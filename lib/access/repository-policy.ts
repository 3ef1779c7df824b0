import { type PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { knownPolicySize, policyJson, type PolicyJson, type StatementJson } from '../private/policy-document';
import { type Problem } from '../private/validation';
import { type Admission, type RepositoryPlace, compileAdmissions } from './admission';
import { boundToSource } from './source-condition';

/** @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/service-quotas.html */
const mostCharacters = 10_240;

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

  /** The document, or nothing where nobody was admitted. */
  public render(place: RepositoryPlace): PolicyJson | undefined {
    const added = this.statements.map((statement) =>
      boundToSource(statement.toStatementJson() as StatementJson, place),
    );
    const all = [...compileAdmissions(this.admissions), ...added];
    return all.length === 0 ? undefined : policyJson(all);
  }

  /** What ECR would refuse in the document as a whole. */
  public problem(place: RepositoryPlace): Problem {
    const size = knownPolicySize(this.render(place) ?? '');
    return size <= mostCharacters
      ? undefined
      : `must have at most ${mostCharacters.toLocaleString('en')} characters, got ${size.toLocaleString('en')}; ` +
          'admit an organization instead of its accounts, or accounts instead of their roles';
  }
}
