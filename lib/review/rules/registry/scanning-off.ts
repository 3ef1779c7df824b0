import { reviewRule } from '../review-rule';
import { scanningConfigurations } from './scanning-configurations';

export const scanningOff = reviewRule({
  id: 'registry-scanning-off',
  severity: 'warning',
  title: 'A registry that scans no image by itself',
  findProblems: (graph) =>
    scanningConfigurations(graph)
      .filter(({ filters }) => filters.length === 0)
      .map(({ resource: { source }, type }) => ({
        source,
        message:
          type === 'BASIC'
            ? "The registry's scanning has no rule for pushes. It overrides the setting of each repository, so ECR scans an image only if a user starts the scan."
            : "The registry's enhanced scanning has no rule, so Amazon Inspector scans no image.",
        fix: "Add a rule with the frequency SCAN_ON_PUSH or CONTINUOUS_SCAN, and the filter '*'.",
      })),
});
