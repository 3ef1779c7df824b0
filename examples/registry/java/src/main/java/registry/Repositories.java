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
  private static final Map<String, String> ENCRYPTION =
      Map.of(
          "id",
          "CKV_AWS_136",
          "comment",
          "Encrypted with AES-256 by a key that ECR owns. "
              + "The images hold no secrets, and no rule here asks for a key of ours.");

  private Repositories() {}

  /** Expires untagged images after a day, and keeps the newest 100. */
  static List<ImageRetention> keepHundred() {
    return List.of(ImageRetention.expireUntagged(Duration.days(1)), ImageRetention.keepNewest(100));
  }

  static ImageRepository add(final Construct scope, final String name) {
    return add(scope, name, ImageRepositoryProps.builder().retention(keepHundred()));
  }

  /** Adds a repository, and its URI as an output. */
  static ImageRepository add(
      final Construct scope, final String name, final ImageRepositoryProps.Builder props) {
    final ImageRepository repository =
        new ImageRepository(
            scope,
            name.replace('/', ':'),
            props.repositoryName(name).removalPolicy(RemovalPolicy.RETAIN).build());
    CfnOutput.Builder.create(repository, "Output")
        .value(repository.getRepositoryUri())
        .description("The URI of the repository " + name)
        .build();
    return repository;
  }

  /** Accepts the finding of checkov that the key of the encryption is ECR's. */
  static void acceptEncryption(final ImageRepository repository) {
    accept(repository, ENCRYPTION);
  }

  /** Accepts a finding of checkov, which reads the reason from the template. */
  @SuppressWarnings("unchecked")
  static void accept(final ImageRepository repository, final Map<String, String> finding) {
    final CfnResource resource = (CfnResource) repository.getNode().getDefaultChild();
    final Map<String, Object> before = (Map<String, Object>) resource.getMetadata("checkov");
    final List<Object> skip = new ArrayList<>();
    if (before != null) {
      skip.addAll((List<Object>) before.get("skip"));
    }
    skip.add(finding);
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
