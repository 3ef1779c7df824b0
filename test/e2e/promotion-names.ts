import { accountId } from './local-aws';
import { type RegistryPlace } from './registry-ground/moto-request';

export const place: RegistryPlace = { account: accountId, region: 'us-east-1' };
export const environment = 'prod';
export const contributor = 'alice';
export const incoming = 'incoming/alice';
export const approved = 'nextflow-approved/alice';
export const handingOut = `arn:aws:iam::${accountId}:role/user-services`;
export const excepted = 'CVE-2026-1000';

/** The file of a platform team with an outside contributor. The tag `latest` is mutable, so that a test can move it. */
export const config = `version: 1
environments:
  - { name: ${environment}, account: "${place.account}", region: ${place.region} }
repositories:
  - { name: ${incoming}, mutableTags: [latest] }
contributors:
  - name: ${contributor}
    repository: ${incoming}
    assumedBy: ${handingOut}
    expiresAt: "2026-12-01T00:00:00Z"
    promoteTo: ${approved}
    gate:
      maxSeverity: MEDIUM
      scan: basic
      exceptions:
        - { cve: ${excepted}, reason: "The program is never started with that option.", until: "2026-12-01T00:00:00Z" }
`;
