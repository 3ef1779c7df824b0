import { type AccessRow } from './access-row';
import { type IdentityNode } from '../templates/template-graph';
import { hasUnresolved } from '../texts/symbolic-text';
import { partsOf } from '../texts/text-parts';
import { isSameText } from '../texts/wildcard-match';

/** A row of a principal that can assume a role, and whether this surely is the wanted role. */
export interface LeadingRow {
  readonly row: AccessRow;
  readonly isSure: boolean;
}

/**
 * Finds the principals that can assume a role. A role that a policy names and that no template creates may be a role of the
 * templates whose account or name is not known. A name that CloudFormation generates is not one that a policy names.
 */
export class RoleAssumptions {
  private readonly byRole = new Map<string, AccessRow[]>();
  private readonly arns: ReadonlySet<string>;
  /** The ARNs of the roles by their names. Roles whose names are known only at deploy have an empty name. */
  private readonly byName = new Map<string, Set<string>>();

  public constructor(assumptions: readonly AccessRow[], roles: readonly IdentityNode[]) {
    this.arns = new Set(roles.map(({ arn }) => arn));
    for (const row of assumptions) {
      const rows = this.byRole.get(row.repository);
      if (rows) rows.push(row);
      else this.byRole.set(row.repository, [row]);
    }
    for (const { arn, resource } of roles) {
      if (resource.properties.RoleName === undefined) continue;
      const name = nameOf(arn);
      this.byName.set(name, (this.byName.get(name) ?? new Set()).add(arn));
    }
  }

  public isRole(principal: string): boolean {
    return this.byRole.has(principal) || this.namesakes(principal).length > 0;
  }

  public leadingTo(role: string): LeadingRow[] {
    const sure = (this.byRole.get(role) ?? []).map((row) => ({ row, isSure: true }));
    const doubtful = this.namesakes(role).flatMap((arn) => this.byRole.get(arn) ?? []);
    return [...sure, ...doubtful.map((row) => ({ row, isSure: false }))];
  }

  /** Roles that may be the same one after the deploy. */
  private namesakes(principal: string): string[] {
    if (!principal.includes(':role/') || this.arns.has(principal)) return [];
    const name = nameOf(principal);
    const names = name === '' ? [...this.byName.keys()] : [name, ''];
    const arns = names.flatMap((one) => [...(this.byName.get(one) ?? [])]);
    return arns.filter((arn) => arn !== principal && isSameText(arn, principal) === 'maybe');
  }
}

/** The name at the end of a role's ARN; empty if it is known only at deploy. */
function nameOf(arn: string): string {
  const name = partsOf(arn, '/').at(-1) ?? '';
  return hasUnresolved(name) ? '' : name;
}
