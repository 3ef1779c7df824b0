package registry;

import io.github.cdkecrpublishing.ImageRepository;
import io.github.cdkecrpublishing.ImageRepositoryProps;
import io.github.cdkecrpublishing.ImageRetention;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Acknowledgment;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.CfnResource;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Validations;
import software.constructs.Construct;

/** What all repositories of the registry have in common. */
final class Repositories {
  private static final String ENCRYPTION =
      "Encrypted with AES-256 by a key that ECR owns. "
          + "The images hold no secrets, and no rule here requires a key of ours.";

  private Repositories() {}

  /** Adds a repository that keeps the newest 100 images. */
  static ImageRepository add(final Construct scope, final String name) {
    final List<ImageRetention> retention =
        List.of(ImageRetention.expireUntagged(Duration.days(1)), ImageRetention.keepNewest(100));
    return add(scope, name, ImageRepositoryProps.builder().retention(retention));
  }

  /** Adds a repository, and its URI as an output. */
  static ImageRepository add(
      final Construct scope, final String name, final ImageRepositoryProps.Builder props) {
    final ImageRepository repository =
        new ImageRepository(
            scope,
            name,
            props.repositoryName(name).removalPolicy(RemovalPolicy.RETAIN).build());
    CfnOutput.Builder.create(repository, "Output")
        .value(repository.getRepositoryUri())
        .description("The URI of the repository " + name)
        .build();
    acceptForCheckov(repository, "CKV_AWS_136", ENCRYPTION);
    return repository;
  }

  /** Accepts a finding of checkov, which reads the reason from the template. */
  @SuppressWarnings("unchecked")
  static void acceptForCheckov(
      final ImageRepository repository, final String id, final String comment) {
    final CfnResource resource = (CfnResource) repository.getNode().getDefaultChild();
    final Map<String, Object> before = (Map<String, Object>) resource.getMetadata("checkov");
    final List<Object> skip = new ArrayList<>();
    if (before != null) {
      skip.addAll((List<Object>) before.get("skip"));
    }
    skip.add(Map.of("id", id, "comment", comment));
    resource.addMetadata("checkov", Map.of("skip", skip));
  }

  /** Accepts the warning that IAM users have long-lived keys. */
  static void acceptUsers(final ImageRepository repository) {
    Validations.of(repository)
        .acknowledge(
            Acknowledgment.builder()
                .id("cdk-ecr-publishing:IamUser")
                .reason(
                    "These people push from their own machines until single sign-on is there. "
                        + "Their keys are rotated every 90 days.")
                .build());
  }
}
