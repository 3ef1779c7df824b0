import { GitHubOidcProvider } from '../../github/github-oidc-provider';
import { type IGitHubOidcProvider } from '../../github/i-github-oidc-provider';
import { type IOidcProvider } from '../../publisher/i-oidc-provider';
import { OidcProvider } from '../../publisher/oidc-provider';
import { type OidcSubject } from '../../publisher/oidc-subject';
import { ciKeys, subjectsOf } from '../config/ci/ci-systems';
import { gitHubIssuerOf } from '../config/ci/identity-provider';
import { type PublisherConfig, type RegistryConfig } from '../config/schema';
import { type RegistryStack } from './registry-stack';

/** The CI systems that an account trusts. They are created, or imported if the account already has them. */
export class AccountProviders {
  /** GitHub, if a publisher of the file uses it. */
  public readonly gitHub?: IGitHubOidcProvider;

  private readonly others = new Map<string, IOidcProvider>();

  public constructor(home: RegistryStack, config: RegistryConfig, publishers: readonly PublisherConfig[]) {
    if (publishers.some(({ github }) => github)) {
      const id = 'GitHubOidcProvider';
      const imported = config.github?.provider === 'import';
      const issuer = gitHubIssuerOf(config.github);
      this.gitHub = imported
        ? GitHubOidcProvider.fromAccount(home, id, { issuer })
        : new GitHubOidcProvider(home, id, { issuer });
    }
    for (const publisher of publishers) {
      for (const key of ciKeys)
        this.addOthers(home, subjectsOf(key, publisher[key]), config[key]?.provider === 'import');
    }
  }

  /** Adds a provider for each issuer that the subjects name. The subjects of GitHub name none. */
  private addOthers(home: RegistryStack, subjects: readonly OidcSubject[], imported: boolean): void {
    for (const { _issuer: issuer } of subjects) {
      if (!issuer || this.others.has(issuer.issuer)) continue;
      const id = `OidcProvider|${issuer.issuer.replaceAll('/', '|')}`;
      const provider = imported
        ? OidcProvider.fromAccount(home, id, { issuer })
        : new OidcProvider(home, id, { issuer });
      this.others.set(issuer.issuer, provider);
    }
  }

  /** The provider of the issuer of the subjects. The role refuses subjects of several issuers. */
  public of([first]: readonly OidcSubject[]): IOidcProvider | undefined {
    return this.others.get(first?._issuer?.issuer ?? '');
  }
}
