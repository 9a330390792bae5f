// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.teach;

import static org.quorumworkbench.ui.Resources.text;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javafx.animation.TranslateTransition;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.quorumworkbench.app.control.Palette;
import org.quorumworkbench.app.control.VersionChip;
import org.quorumworkbench.core.block.Errno;
import org.quorumworkbench.core.quorum.Result;
import org.quorumworkbench.core.story.TraceStep;
import org.quorumworkbench.core.vote.Version;
import org.quorumworkbench.core.vote.Vote;

/** The children, the list of versions, the count and the result, as far as they have come. */
final class VoteStage extends VBox {

    private static final Duration FLIGHT = Duration.millis(350);
    private static final double WAY = 12;

    private final Label quorum = new Label();
    private final FlowPane children = new FlowPane(12, 12);
    private final Label compared = new Label();
    private final HBox versions = new HBox(12);
    private final Label count = new Label();
    private final Label reported = new Label();
    private final Label result = new Label();
    private Map<String, StageState.Standing> shown = Map.of();

    VoteStage() {
        setId("teach-stage");
        getStyleClass().add("teach-stage");
        quorum.setId("teach-quorum");
        quorum.getStyleClass().add("teach-quorum");
        quorum.setMaxWidth(Double.MAX_VALUE);
        quorum.setWrapText(true);
        compared.getStyleClass().add("teach-line");
        count.getStyleClass().add("teach-line");
        reported.getStyleClass().add("teach-line");
        result.getStyleClass().add("teach-result");
        result.setId("teach-result");
        reported.setId("teach-reported");
        List.of(compared, count, reported, result).forEach(label -> label.setWrapText(true));
        versions.setAlignment(Pos.BOTTOM_LEFT);
        getChildren().addAll(quorum, children, compared, versions, count, reported, result);
    }

    /**
     * Shows a state.
     *
     * @param vote
     *            the engine's vote, by which versions have their letters once they are counted
     */
    void show(StageState state, int threshold, Optional<Vote> vote) {
        quorum.setText(text("teach.quorum", Integer.toString(state.children().size()), Integer.toString(threshold)));
        children.getChildren().clear();
        state.children().forEach((name, child) -> {
            Label message = message(child);
            if (child.standing() != shown.getOrDefault(name, child.standing())) {
                fly(message, child.standing());
            }
            children.getChildren().add(new VBox(2, message, card(name, child, state)));
        });
        shown = state.children().entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, entry -> entry.getValue().standing()));
        line(compared, state.fastPath()
                ? text("teach.fast", String.join(",  ", state.compared()))
                : String.join(",  ", state.compared()));
        versions.getChildren().clear();
        for (Version<String> version : state.versions()) {
            versions.getChildren().add(version(version, state, threshold, vote));
        }
        versions.setManaged(!state.versions().isEmpty());
        line(count, state.count().map(VoteStage::words).orElse(""));
        line(reported, state.reported().isEmpty() ? "" : text("teach.reported", String.join(", ", state.reported())));
        line(result, state.result().map(VoteStage::words).orElse(""));
        result.getStyleClass().removeAll("teach-good", "teach-bad");
        state.result().ifPresent(ended -> result.getStyleClass()
                .add(ended instanceof Result.Success ? "teach-good" : "teach-bad"));
    }

    private static void line(Label label, String words) {
        label.setText(words);
        label.setManaged(!words.isEmpty());
        label.setVisible(!words.isEmpty());
    }

    private static String words(TraceStep.Counted counted) {
        // Where the threshold is missed nothing is won, by list order neither.
        boolean missed = counted.threshold().filter(votes -> counted.members().size() < votes).isPresent();
        String most = text(counted.tied() && !missed ? "teach.count.tie" : "teach.count",
                String.join(", ", counted.members()),
                Integer.toString(counted.members().size()));
        return counted.threshold().map(votes -> most + " " + text(counted.members().size() >= votes
                ? "teach.count.met"
                : "teach.count.missed", Integer.toString(votes))).orElse(most);
    }

    private static String words(Result ended) {
        return switch (ended) {
            case Result.Success() -> text("teach.result.ok");
            case Result.Failure(Errno errno) -> text("teach.result.failed", errno.name(), errno.text());
            case Result.Cancelled() -> text("teach.result.cancelled");
            case Result.Aborted(String message) -> text("teach.result.aborted", message);
        };
    }

    /** What is between the quorum and the child: the request going out, or the reply that came in. */
    private static Label message(StageState.Child child) {
        Label message = new Label(text("teach.message." + child.standing().name().toLowerCase(Locale.ROOT)));
        message.getStyleClass().addAll("teach-message", "teach-" + child.standing().name().toLowerCase(Locale.ROOT));
        message.setMaxWidth(Double.MAX_VALUE);
        message.setAlignment(Pos.CENTER);
        return message;
    }

    private static void fly(Label message, StageState.Standing standing) {
        TranslateTransition flight = new TranslateTransition(FLIGHT, message);
        flight.setFromY(standing == StageState.Standing.ASKED ? -WAY : WAY);
        flight.setToY(0);
        flight.play();
    }

    private static Node card(String name, StageState.Child child, StageState state) {
        Label title = new Label(name);
        title.getStyleClass().add("teach-child-name");
        Label standing = new Label(child.error().map(Errno::name).orElse(
                text("teach.child." + child.standing().name().toLowerCase(Locale.ROOT))));
        standing.getStyleClass().add("teach-child-state");
        VBox card = new VBox(title, standing);
        card.setAlignment(Pos.CENTER);
        card.setId("teach-child-" + name);
        card.getStyleClass().addAll("teach-child", "teach-" + child.standing().name().toLowerCase(Locale.ROOT));
        if (state.reported().contains(name)) {
            card.getStyleClass().add("teach-outvoted");
            standing.setText(child.error().isPresent() ? standing.getText() : text("teach.child.outvoted"));
        } else if (state.count().filter(counted -> counted.members().contains(name)).isPresent()) {
            card.getStyleClass().add(best(state));
        }
        card.setAccessibleText(text("teach.child.accessible", name, standing.getText()));
        return card;
    }

    /**
     * The most votes win only data, and only if they meet the threshold: otherwise nothing is to be
     * trusted.
     */
    private static String best(StageState state) {
        boolean wins = state.count().flatMap(counted -> counted.threshold()
                .filter(votes -> counted.members().size() >= votes)).isPresent();
        return wins ? "teach-winner" : "teach-most";
    }

    /** A bar of votes with the threshold drawn over it: who is above the line may win. */
    private static Node version(Version<String> version, StageState state, int threshold, Optional<Vote> vote) {
        List<String> names = List.copyOf(state.children().keySet());
        String members = version.children().stream().map(names::get).reduce((a, b) -> a + " " + b).orElse("");
        boolean found = state.count().filter(counted -> counted.value().equals(version.value())).isPresent();
        // Only when all is counted has a version a letter: until then the list still changes.
        OptionalInt letter = state.count().isPresent() ? letter(version, vote) : OptionalInt.empty();
        VBox bar = new VBox(2);
        bar.setAlignment(Pos.BOTTOM_CENTER);
        int rows = Math.max(threshold, version.children().size());
        for (int row = rows; row >= 1; row--) {
            Region block = new Region();
            boolean cast = row <= version.children().size();
            block.getStyleClass().add(cast ? "teach-vote" : "teach-no-vote");
            if (cast && letter.isPresent()) {
                block.setStyle("-fx-background-color: " + Palette.css(Palette.chip(letter.getAsInt())) + ";");
            }
            if (row == threshold) {
                block.getStyleClass().add("teach-threshold");
            }
            bar.getChildren().add(block);
        }
        Label value = new Label(version.value());
        value.getStyleClass().addAll("mono", "teach-hash");
        Label who = new Label(text("teach.version", members, Integer.toString(version.children().size())));
        who.getStyleClass().add("teach-child-state");
        HBox name = new HBox(6, who);
        name.setAlignment(Pos.CENTER);
        letter.ifPresent(position -> name.getChildren().addFirst(
                VersionChip.of(position, found && "teach-winner".equals(best(state)))));
        VBox column = new VBox(4, bar, name, value);
        column.setAlignment(Pos.BOTTOM_CENTER);
        column.getStyleClass().add("teach-version");
        if (found) {
            column.getStyleClass().add(best(state));
        }
        column.setAccessibleText(who.getText());
        return column;
    }

    /** The letter of the version with these children; a vote on errors has none. */
    private static OptionalInt letter(Version<String> version, Optional<Vote> vote) {
        return vote.map(counted -> IntStream.range(0, counted.lettered().size())
                .filter(position -> Set.copyOf(counted.lettered().get(position).children())
                        .equals(Set.copyOf(version.children())))
                .findFirst()).orElse(OptionalInt.empty());
    }

    /** Whether the sector alone was read, and by which verdict. */
    static Map.Entry<String, Boolean> sector(SlideDeck.SectorRead read) {
        String verdict = read.outcome().vote()
                .map(vote -> vote.pattern() + "  " + text("word." + vote.verdict().word()))
                .orElse(text(read.outcome().isSuccess() ? "teach.sector.ok" : "teach.sector.failed"));
        return Map.entry(verdict, read.outcome().isSuccess());
    }
}
