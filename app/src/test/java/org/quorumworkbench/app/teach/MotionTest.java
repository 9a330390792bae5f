// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.teach;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import atlantafx.base.theme.PrimerLight;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import javafx.animation.AnimationTimer;
import javafx.application.Application;
import javafx.geometry.BoundingBox;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.stage.Stage;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.quorumworkbench.core.config.ConfigurationProblem;
import org.quorumworkbench.core.run.Performed;
import org.quorumworkbench.core.scenario.LessonLibrary;
import org.quorumworkbench.core.story.TraceStep;
import org.quorumworkbench.ui.Resources;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

/** What moves on the stage, pulse by pulse: nothing is covered, pales, or tells what is to come. */
class MotionTest {

    private static final long NANOS = 1_000_000_000;
    private static final long FLIGHT = NANOS;
    private static final long SEARCH = 5 * NANOS / 2;

    private final VoteStage stage = onFx(VoteStage::new);

    private static <T> T onFx(Callable<T> work) {
        return WaitForAsyncUtils.waitForAsyncFx(60_000, work);
    }

    @BeforeAll
    static void startJavaFx() throws TimeoutException {
        FxToolkit.registerPrimaryStage();
    }

    @BeforeEach
    void open() throws TimeoutException {
        Stage window = FxToolkit.registerPrimaryStage();
        onFx(() -> {
            Application.setUserAgentStylesheet(new PrimerLight().getUserAgentStylesheet());
            stage.setStyle("-fx-font-size: 20.9px;");
            Scene scene = new Scene(stage, 1280, 720);
            scene.getStylesheets().add(Resources.url("workbench.css").toExternalForm());
            window.setScene(scene);
            window.show();
            return true;
        });
    }

    private static SlideDeck deck(String lesson) throws ConfigurationProblem {
        return SlideDeck.of(new LessonLibrary(MotionTest.class.getClassLoader()).lesson(lesson).orElseThrow());
    }

    /** Shows the first request of the lesson up to a step, which is new. */
    private void show(SlideDeck deck, int step, boolean moving) {
        Performed read = deck.playback().performed().getFirst();
        List<TraceStep> trace = deck.playback().trace(0);
        stage.show(StageState.after(trace.subList(0, step + 1),
                read.outcome().orElseThrow().replies().stream().map(reply -> reply.name()).toList()),
                read.outcome().orElseThrow(), deck.contents().get(0).before(), List.of(trace.get(step)), moving);
    }

    /** What is wrong at any pulse while a step moves. */
    private Set<String> whileMoving(SlideDeck deck, int step, long nanos, Callable<Set<String>> look) throws Exception {
        CompletableFuture<Set<String>> seen = new CompletableFuture<>();
        onFx(() -> {
            show(deck, step, true);
            Set<String> wrong = new TreeSet<>();
            new AnimationTimer() {
                private long begun;

                @Override
                public void handle(long now) {
                    begun = begun == 0 ? now : begun;
                    try {
                        stage.applyCss();
                        stage.layout();
                        wrong.addAll(look.call());
                    } catch (Exception e) {
                        stop();
                        seen.completeExceptionally(e);
                    }
                    if (now - begun > nanos) {
                        stop();
                        seen.complete(wrong);
                    }
                }
            }.start();
            return true;
        });
        return seen.get(60, TimeUnit.SECONDS);
    }

    private static List<Integer> steps(SlideDeck deck, Class<? extends TraceStep> kind) {
        List<TraceStep> trace = deck.playback().trace(0);
        return IntStream.range(0, trace.size()).filter(at -> kind.isInstance(trace.get(at))).boxed().toList();
    }

    private static Bounds place(Node node) {
        Bounds whole = node.localToScene(node.getLayoutBounds());
        return new BoundingBox(whole.getMinX() + 1, whole.getMinY() + 1, whole.getWidth() - 2, whole.getHeight() - 2);
    }

    private List<Node> all(String selector) {
        return stage.lookupAll(selector).stream().filter(Node::isVisible).toList();
    }

    private Set<String> covered(Node vote) {
        Set<String> covered = new TreeSet<>();
        for (String kind : List.of(".teach-child", ".teach-vote", ".teach-mark", ".teach-letter", ".teach-hash")) {
            for (Node other : all(kind)) {
                if (!other.equals(vote) && place(other).intersects(place(vote))) {
                    covered.add(kind + " " + (other instanceof Label label ? label.getText() : other.getId()));
                }
            }
        }
        return covered;
    }

    private Node vote(String child) {
        return all(".teach-vote").stream().filter(one -> ((Label) one).getText().equals(child)).findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(strings = {"tie", "threshold-is-not-majority"})
    void aVoteComesFromItsOwnChildsCardAndCoversNothing(String lesson) throws Exception {
        SlideDeck deck = deck(lesson);
        for (int step : steps(deck, TraceStep.Voted.class)) {
            String child = ((TraceStep.Voted) deck.playback().trace(0).get(step)).name();
            double off = onFx(() -> {
                show(deck, step, true);
                stage.applyCss();
                stage.layout();
                return Math.abs(place(vote(child)).getCenterX() - place(stage.card(child).orElseThrow()).getCenterX());
            });
            assertEquals(0, off, 1, child);
            assertEquals(Set.of(), whileMoving(deck, step, FLIGHT, () -> covered(vote(child))), child);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"tie", "threshold-is-not-majority"})
    void theSearchBeginsAtTheHeadPalesNothingAndNamesNoWinnerBeforeItsEnd(String lesson) throws Exception {
        SlideDeck deck = deck(lesson);
        int step = steps(deck, TraceStep.Counted.class).getFirst();
        double off = onFx(() -> {
            show(deck, step, true);
            stage.applyCss();
            stage.layout();
            Node head = all(".teach-version").stream().min((one, other) -> Double.compare(place(one).getMinX(),
                    place(other).getMinX())).orElseThrow();
            assertFalse(all(".teach-version").stream().anyMatch(bar -> bar.getStyleClass().contains("teach-winner")));
            return Math.abs(place(all(".teach-max").getFirst()).getCenterX() - place(head).getCenterX());
        });
        assertEquals(0, off, 1);
        assertEquals(Set.of(), whileMoving(deck, step, SEARCH, () -> {
            Set<String> pale = new TreeSet<>();
            all(".teach-version").stream().filter(bar -> bar.getOpacity() < 1).forEach(bar -> pale.add("pale"));
            return pale;
        }));
        assertEquals(1, onFx(() -> all(".teach-version").stream()
                .filter(bar -> bar.getStyleClass().contains("teach-winner")).count()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"tie", "threshold-is-not-majority"})
    void cardsAndListKeepTheirPlaceAndSizeWhileVotesAreCounted(String lesson) throws Exception {
        SlideDeck deck = deck(lesson);
        Set<String> places = new TreeSet<>();
        for (Class<? extends TraceStep> kind : List.of(TraceStep.Voted.class, TraceStep.Counted.class)) {
            for (int step : steps(deck, kind)) {
                places.add(onFx(() -> {
                    show(deck, step, false);
                    stage.applyCss();
                    stage.layout();
                    return all(".teach-child").stream().map(MotionTest::place).toList()
                            + " " + place(stage.lookup("#teach-versions"));
                }));
            }
        }
        assertEquals(1, places.size(), String.join("\n", places));
    }

    @ParameterizedTest
    @ValueSource(strings = {"tie", "threshold-is-not-majority"})
    void whereMotionIsReducedThePictureIsThatInWhichTheMotionEnds(String lesson) throws Exception {
        SlideDeck deck = deck(lesson);
        for (int step : List.of(steps(deck, TraceStep.Voted.class).getLast(),
                steps(deck, TraceStep.Counted.class).getFirst())) {
            int[] still = onFx(() -> {
                show(deck, step, false);
                return picture();
            });
            assertEquals(Set.of(), whileMoving(deck, step, SEARCH, Set::of));
            assertArrayEquals(still, onFx(this::picture), "step " + step);
        }
    }

    private int[] picture() {
        WritableImage shot = stage.snapshot(null, null);
        int width = (int) shot.getWidth();
        int height = (int) shot.getHeight();
        int[] pixels = new int[width * height];
        shot.getPixelReader().getPixels(0, 0, width, height, PixelFormat.getIntArgbInstance(), pixels, 0, width);
        return pixels;
    }
}
