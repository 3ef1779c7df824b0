package registry;

import io.github.cdkecrpublishing.EcsDeployment;
import io.github.cdkecrpublishing.EcsDeploymentOptions;
import io.github.cdkecrpublishing.GitHubOidcProvider;
import io.github.cdkecrpublishing.GitHubPublisherRole;
import io.github.cdkecrpublishing.GitHubSubject;
import io.github.cdkecrpublishing.GitHubSubjectOptions;
import io.github.cdkecrpublishing.ImageConsumer;
import io.github.cdkecrpublishing.ImageRepository;
import io.github.cdkecrpublishing.ImageRepositoryProps;
import io.github.cdkecrpublishing.ImageRetention;
import java.util.List;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.constructs.Construct;

/** The repositories of us-east-1, and the roles that push to them. */
final class ProdStack extends Stack {
  private static final String[] PARTNERS = {"111111111111", "222222222222"};

  ProdStack(final Construct scope, final String id, final StackProps props) {
    super(scope, id, props);
    final ImageRepository service = addService();
    addSharedRepository();
    addEarthlyRepository();
    addPublisher(service);
    Contributor.add(this, "alice");
  }

  /** GitHub Actions pushes to it, and ECS runs the images. All tags but `latest` are immutable. */
  private ImageRepository addService() {
    final ImageRepository repository =
        Repositories.add(
            this,
            "jwt-pizza-service",
            ImageRepositoryProps.builder()
                .mutableTags(List.of("latest"))
                .retention(
                    List.of(
                        ImageRetention.protect("release-*", "latest"),
                        ImageRetention.expireUntagged(Duration.days(1)),
                        ImageRetention.keepNewest(10))));
    Repositories.acceptForCheckov(
        repository,
        "CKV_AWS_51",
        "Only the tag latest can be moved, which the ECS service does not deploy by. "
            + "All other tags are immutable.");
    return repository;
  }

  /** Two other accounts pull from it, two users push to it, and the security team reads it. */
  private void addSharedRepository() {
    final ImageRepository repository = Repositories.add(this, "namespace/myapp");
    final ImageConsumer first = user("push-pull-user-1");
    final ImageConsumer second = user("push-pull-user-2");
    for (final String account : PARTNERS) {
      repository.allowPull(ImageConsumer.account(account));
    }
    for (final String account : PARTNERS) {
      repository.allowPull(ImageConsumer.codeBuild(account));
    }
    repository.allowPull(ImageConsumer.lambda("222222222222"), first, second);
    repository.allowPush(first, second);
    repository.allowRead(ImageConsumer.role("arn:aws:iam::333333333333:role/security-reviewer"));
    Repositories.acceptUsers(repository);
  }

  /** A developer pushes to it with Earthly, and the organization pulls from it. */
  private void addEarthlyRepository() {
    final ImageRepository repository = Repositories.add(this, "hello-earthly");
    final ImageConsumer developer = user("push-pull-user");
    repository.allowPull(developer, ImageConsumer.organization("o-a1b2c3d4e5"));
    repository.allowPush(developer);
    Repositories.acceptUsers(repository);
  }

  /** The role of two GitHub repositories. Each is trusted for its main branch only. */
  private void addPublisher(final ImageRepository service) {
    final GitHubPublisherRole publisher =
        GitHubPublisherRole.Builder.create(this, "github-ci")
            .roleName("github-ci")
            .provider(new GitHubOidcProvider(this, "GitHubOidcProvider"))
            .subjects(
                List.of(
                    GitHubSubject.branch("acme/jwt-pizza", "main", ids("2001")),
                    GitHubSubject.branch("acme/jwt-pizza-service", "main", ids("2002"))))
            .repositories(List.of(service))
            .deploys(
                List.of(
                    EcsDeployment.named(
                        "jwt-pizza-service",
                        "jwt-pizza-service",
                        EcsDeploymentOptions.builder()
                            .passRoles(List.of("jwt-pizza-ecs"))
                            .build())))
            .build();
    CfnOutput.Builder.create(publisher, "Output")
        .value(publisher.getRole().getRoleArn())
        .description("The ARN of the role github-ci, for role-to-assume in the workflow")
        .build();
  }

  private static GitHubSubjectOptions ids(final String repositoryId) {
    return GitHubSubjectOptions.builder().ownerId("1001").repositoryId(repositoryId).build();
  }

  private static ImageConsumer user(final String name) {
    return ImageConsumer.user("arn:aws:iam::123456789012:user/" + name);
  }
}
