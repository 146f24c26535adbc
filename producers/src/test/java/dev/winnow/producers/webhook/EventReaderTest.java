package dev.winnow.producers.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.schemas.HostedRepository;
import dev.winnow.schemas.PullRequestEvent;
import dev.winnow.schemas.PullRequestState;
import dev.winnow.schemas.PushEvent;
import dev.winnow.schemas.PushSource;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventReaderTest {
  private static final Instant UPDATED = Instant.parse("2019-05-15T15:20:33Z");
  private static final HostedRepository REPOSITORY =
      new HostedRepository(
          42L,
          "Acme/Shop",
          "https://github.com/Acme/Shop.git",
          "main",
          "https://github.com/Acme/Shop",
          true);

  @Test
  void shouldTellAllFieldsWhenAPullRequestIsOpened() {
    Told told = read("pull_request", Payloads.pullRequest("opened"));

    assertThat(told.pullRequest())
        .contains(
            PullRequestEvent.newBuilder()
                .setDelivery("guid")
                .setAction("opened")
                .setRepository(REPOSITORY)
                .setNumber(7)
                .setState(PullRequestState.OPEN)
                .setHead(Payloads.HEAD)
                .setHeadRef("feature")
                .setBase(Payloads.BASE)
                .setBaseRef("main")
                .setUpdatedAt(UPDATED)
                .setInstallation(99L)
                .build());
  }

  @Test
  void shouldTellWhereTheDefaultBranchStandsWhenAPullRequestGoesToIt() {
    Told told = read("pull_request", Payloads.pullRequest("opened"));

    assertThat(told.push())
        .contains(
            new PushEvent(
                "guid", REPOSITORY, Payloads.BASE, PushSource.PULL_REQUEST_BASE, UPDATED, null));
  }

  @Test
  void shouldTellNoPushWhenAPullRequestGoesToAnotherBranch() {
    ObjectNode payload =
        Payloads.with(Payloads.pullRequest("opened"), "pull_request.base.ref", "\"next\"");

    Told told = read("pull_request", payload);

    assertThat(told.pullRequest()).isPresent();
    assertThat(told.push()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"opened", "synchronize", "reopened", "closed"})
  void shouldTellThePullRequestWhenTheActionCanChangeItsReport(String action) {
    Told told = read("pull_request", Payloads.pullRequest(action));

    assertThat(told.pullRequest()).map(PullRequestEvent::getAction).contains(action);
  }

  @ParameterizedTest
  @ValueSource(strings = {"edited", "ready_for_review", "converted_to_draft", "labeled", "new_one"})
  void shouldTellNothingWhenTheActionChangesNothing(String action) {
    assertThat(read("pull_request", Payloads.pullRequest(action)).isNothing()).isTrue();
  }

  @Test
  void shouldTellThePullRequestWhenItsBaseIsEdited() {
    ObjectNode payload = Payloads.pullRequest("edited");
    payload.putObject("changes").putObject("base").putObject("ref").put("from", "old");

    assertThat(read("pull_request", payload).pullRequest()).isPresent();
  }

  @Test
  void shouldTellNothingWhenOnlyTheTitleIsEdited() {
    ObjectNode payload = Payloads.pullRequest("edited");
    payload.putObject("changes").putObject("title").put("from", "old");

    assertThat(read("pull_request", payload).isNothing()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "open, false, OPEN",
    "closed, false, CLOSED",
    "closed, true, MERGED",
    "closed, null, CLOSED"
  })
  void shouldTellTheState(String state, String merged, PullRequestState expected) {
    ObjectNode payload = Payloads.pullRequest("closed");
    Payloads.with(payload, "pull_request.state", '"' + state + '"');
    Payloads.with(payload, "pull_request.merged", merged);

    assertThat(read("pull_request", payload).pullRequest())
        .map(PullRequestEvent::getState)
        .contains(expected);
  }

  @Test
  void shouldTellTheHeadBeforeWhenThePullRequestIsSynchronized() {
    ObjectNode payload = Payloads.pullRequest("synchronize").put("before", Payloads.BEFORE);

    assertThat(read("pull_request", payload).pullRequest())
        .flatMap(PullRequestEvent::getBefore)
        .contains(Payloads.BEFORE);
  }

  @Test
  void shouldDoWithoutWhatIsOptional() {
    ObjectNode payload = Payloads.pullRequest("opened");
    Payloads.with(payload, "installation", null);
    Payloads.with(payload, "repository.html_url", "null");

    PullRequestEvent event = read("pull_request", payload).pullRequest().orElseThrow();

    assertThat(event.getInstallation()).isEmpty();
    assertThat(event.getRepository().getWebUrl()).isEmpty();
  }

  @Test
  void shouldTellThePushWhenItIsToTheDefaultBranch() {
    Told told = read("push", Payloads.push());

    assertThat(told.pullRequest()).isEmpty();
    assertThat(told.push())
        .contains(
            new PushEvent(
                "guid",
                REPOSITORY,
                Payloads.HEAD,
                PushSource.PUSH,
                Instant.ofEpochSecond(1557933657),
                Payloads.BEFORE));
  }

  @Test
  void shouldTellThatARepositoryIsPublicOnlyWhenThePayloadSaysSo() {
    ObjectNode payload = Payloads.with(Payloads.push(), "repository.private", "false");

    assertThat(read("push", payload).push())
        .map(push -> push.getRepository().getIsPrivate())
        .contains(false);
  }

  @Test
  void shouldTellNoCommitBeforeWhenTheBranchIsNew() {
    ObjectNode payload = Payloads.with(Payloads.push(), "before", '"' + "0".repeat(40) + '"');

    assertThat(read("push", payload).push()).map(PushEvent::getBefore).contains(Optional.empty());
  }

  @ParameterizedTest
  @CsvSource({
    "deleted, {}, Acme/Shop",
    "privatized, {}, Acme/Shop",
    "renamed, '{\"repository\": {\"name\": {\"from\": \"Store\"}}}', Acme/Store",
    "transferred, '{\"owner\": {\"from\": {\"user\": {\"login\": \"ann\"}}}}', ann/Shop",
    "transferred, '{\"owner\": {\"from\": {\"organization\": {\"login\": \"o\"}}}}', o/Shop",
  })
  void shouldTellWhichNameStandsForNothingAnyMore(String action, String changes, String gone) {
    ObjectNode payload = Payloads.with(Payloads.push(), "changes", changes).put("action", action);

    assertThat(read("repository", payload).gone()).contains(gone);
  }

  @ParameterizedTest
  @ValueSource(strings = {"created", "edited", "publicized", "archived"})
  void shouldTellNothingWhenARepositoryStays(String action) {
    assertThat(read("repository", Payloads.push().put("action", action)).isNothing()).isTrue();
  }

  @Test
  void shouldTakeTheCommitsTimeWhenTheRepositoryHasNone() {
    ObjectNode payload = Payloads.with(Payloads.push(), "repository.pushed_at", null);

    assertThat(read("push", payload).push())
        .map(PushEvent::getPushedAt)
        .contains(Instant.parse("2019-05-15T15:19:25.5Z"));
  }

  @ParameterizedTest
  @CsvSource({
    "ref, '\"refs/heads/other\"'",
    "ref, '\"refs/tags/main\"'",
    "ref, '\"refs/heads/refs/heads/main\"'",
    "deleted, true",
    "after, '\"0000000000000000000000000000000000000000\"'",
  })
  void shouldTellNothingWhenThePushLeavesTheDefaultBranch(String path, String json) {
    assertThat(read("push", Payloads.with(Payloads.push(), path, json)).isNothing()).isTrue();
  }

  @Test
  void shouldTellNothingWhenTheEventIsUnknown() {
    assertThat(read("brand_new", Payloads.pullRequest("opened")).isNothing()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "action",
        "number",
        "pull_request.state",
        "pull_request.updated_at",
        "pull_request.head.sha",
        "pull_request.head.ref",
        "pull_request.base.sha",
        "pull_request.base.ref",
        "repository.id",
        "repository.full_name",
        "repository.clone_url",
        "repository.default_branch",
      })
  void shouldNameTheFieldWhenItIsMissing(String path) {
    ObjectNode missing = Payloads.with(Payloads.pullRequest("opened"), path, null);
    ObjectNode wrong = Payloads.with(Payloads.pullRequest("opened"), path, "[true]");

    assertThatThrownBy(() -> read("pull_request", missing))
        .isInstanceOf(Refusal.class)
        .hasMessage(path + " is missing");
    assertThatThrownBy(() -> read("pull_request", wrong))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining(path);
  }

  @ParameterizedTest
  @CsvSource({
    "number, 0",
    "number, 2147483648",
    "number, 123456789012345678901234567890",
    "pull_request.head.sha, '\"main\"'",
    "pull_request.base.sha, '\"--upload-pack=x\"'",
    "pull_request.updated_at, '\"yesterday\"'",
    "pull_request.updated_at, '\"+999999999-12-31T23:59:59Z\"'",
    "pull_request.state, '\"limbo\"'",
    "pull_request.merged, '\"yes\"'",
    "repository.full_name, '\"Shop\"'",
    "repository.full_name, '\"a/b#1\"'",
    "repository.clone_url, '\"ext::sh -c id\"'",
    "repository.clone_url, '\"--upload-pack=id\"'",
    "repository.clone_url, '\"https://-oProxyCommand=id/x\"'",
    "repository.default_branch, '\" \"'",
    "installation.id, '\"1\"'",
  })
  void shouldNameTheFieldWhenItsValueIsWrong(String path, String json) {
    ObjectNode payload = Payloads.with(Payloads.pullRequest("opened"), path, json);

    assertThatThrownBy(() -> read("pull_request", payload))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining(path);
  }

  @Test
  void shouldRefuseATextThatNoNameIsAsLongAs() {
    ObjectNode payload = Payloads.pullRequest("opened");
    Payloads.with(payload, "pull_request.head.ref", '"' + "x".repeat(1_001) + '"');

    assertThatThrownBy(() -> read("pull_request", payload))
        .hasMessageContaining("pull_request.head.ref is longer than 1000 characters");
  }

  @Test
  void shouldTakeTheLongestTextAndTheLargestNumber() {
    ObjectNode payload = Payloads.pullRequest("opened");
    Payloads.with(payload, "pull_request.head.ref", '"' + "x".repeat(1_000) + '"');
    Payloads.with(payload, "number", "2147483647");

    assertThatCode(() -> read("pull_request", payload)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/srv/git/shop",
        "https://git.example.org:8443/acme/shop.git",
        "file:///srv/git/shop",
        "ssh://git@example.org/acme/shop",
      })
  void shouldTakeWhatGitCanCloneWhenTheHostIsPrivate(String url) {
    ObjectNode payload = Payloads.pullRequest("opened");
    Payloads.with(payload, "repository.clone_url", '"' + url + '"');

    assertThat(read("pull_request", payload).pullRequest())
        .map(event -> event.getRepository().getCloneUrl())
        .contains(url);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", " ", "[]", "7", "\"text\"", "null", "{", "{} {}", "{\"a\": }", "{} trailing"})
  void shouldRefuseWhatIsNoObject(String text) {
    byte[] bytes = Payloads.bytes(text);

    assertThatThrownBy(() -> Payload.parse(bytes, bytes.length)).isInstanceOf(Refusal.class);
  }

  @Test
  void shouldRefuseAndNotOverflowWhenNestingIsDeep() {
    byte[] bytes = Payloads.bytes("{\"x\":" + "[".repeat(5_000_000));

    assertThatThrownBy(() -> Payload.parse(bytes, bytes.length)).isInstanceOf(Refusal.class);
  }

  private static Told read(String event, ObjectNode payload) {
    return EventReader.read(event, "guid", Payloads.parsed(payload));
  }
}
