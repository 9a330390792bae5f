// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.window;

import static org.quorumworkbench.ui.Resources.text;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import javafx.event.Event;
import javafx.scene.control.Button;
import javafx.scene.control.TabPane;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.quorumworkbench.app.model.BytePlaces;
import org.quorumworkbench.app.model.Clients;
import org.quorumworkbench.app.model.HeadlineWords;
import org.quorumworkbench.app.model.Notice;
import org.quorumworkbench.app.model.Places;
import org.quorumworkbench.app.model.RepairModel;
import org.quorumworkbench.app.model.ScanModel;
import org.quorumworkbench.app.model.ServeWish;
import org.quorumworkbench.app.model.Survey;
import org.quorumworkbench.app.model.WorkbenchModel;
import org.quorumworkbench.app.preferences.Perspective;
import org.quorumworkbench.app.preferences.Preferences;
import org.quorumworkbench.app.preferences.Preferences.Theme;
import org.quorumworkbench.app.sample.TourQuorum;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.config.ConfigurationProblem;
import org.quorumworkbench.core.fault.Effect;
import org.quorumworkbench.core.fault.Fault;
import org.quorumworkbench.core.fault.When;
import org.quorumworkbench.core.nbd.NbdDevice;
import org.quorumworkbench.core.nbd.NbdProblem;
import org.quorumworkbench.core.nbd.NbdUri;
import org.quorumworkbench.core.repair.PlanPolicy;
import org.quorumworkbench.core.repair.Refusal;
import org.quorumworkbench.core.repair.Selection;
import org.quorumworkbench.core.scenario.LessonLibrary;

/** A state of the window that a person comes to, of which there is a picture. */
enum MainState {

    /** What a newcomer meets: the sample, compared at once. */
    TOUR(Replicas.TOUR, Theme.LIGHT, 0) {
        @Override
        void begin(Workbench window) {
            survey(window);
            window.showTour(TourQuorum.stops());
        }

        @Override
        boolean isReached(WorkbenchModel model) {
            return isSurveyed(model) && model.headline().headlineProperty().get()
                    .filter(now -> !HeadlineWords.evidence(now).isEmpty()).isPresent();
        }
    },
    /** A request that fails although every sector has a majority. */
    ONE_FINDING(Replicas.TOUR, Theme.LIGHT, 528) {
        @Override
        void begin(Workbench window) {
            window.model().messages().tell(Notice.Kind.GUIDE, text("tour.request.words"));
        }
    },
    /** All children gave the same. */
    UNANIMOUS(Replicas.SAMPLE, Theme.LIGHT, 0),
    /** One child gave other bytes than the others. */
    OUTVOTED(Replicas.SAMPLE, Theme.LIGHT, 8),
    /** Two against two. */
    TIE(Replicas.SAMPLE, Theme.LIGHT, 16),
    /** No version has enough votes, although each sector has. */
    BELOW_THRESHOLD(Replicas.SAMPLE, Theme.LIGHT, 24),
    /** A child could not read a sector. */
    UNREADABLE(Replicas.SAMPLE, Theme.LIGHT, 32),
    /** A child does not answer, and a person waits. */
    HUNG_CHILD(Replicas.SAMPLE, Theme.LIGHT, 8) {
        @Override
        void begin(Workbench window) {
            window.model().lab().setOn("c1", hanging(new SectorRange(0, 64)), true);
        }

        @Override
        boolean isReached(WorkbenchModel model) {
            return model.reading().waitingProperty().get().filter(waiting -> waiting.seconds() > WAITED).isPresent();
        }
    },
    /** The device map fills, and the table of runs. */
    SCAN_RUNNING(Replicas.SCANNED, Theme.LIGHT, Replicas.FIRST_DAMAGE) {
        @Override
        void begin(Workbench window) {
            // The scan is kept where a picture can be taken of it: it waits for this child.
            long all = Replicas.SCANNED.sectors();
            window.model().lab().setOn("c2", hanging(new SectorRange(all * 6 / 10, all * 4 / 10)), true);
            lookAt(window, 1);
            window.model().scan().start();
        }

        @Override
        boolean isReached(WorkbenchModel model) {
            return model.reading().waitingProperty().get().isEmpty() && !model.tasks().list().isEmpty()
                    && model.tasks().list().getFirst().progressProperty().get() >= 0.5
                    && model.whatIf().judgementProperty().get()
                            .filter(now -> now.actual().map().scanned().count() >= Replicas.SCANNED.sectors() / 2)
                            .isPresent();
        }
    },
    /** Before anything was compared. */
    OVERVIEW_BEFORE(Replicas.TOUR, Theme.LIGHT, 0) {
        @Override
        void begin(Workbench window) {
            window.show(Perspective.OVERVIEW);
        }
    },
    /** The whole disk at a glance. */
    OVERVIEW(Replicas.SCANNED, Theme.LIGHT, 0) {
        @Override
        void begin(Workbench window) {
            survey(window);
        }

        @Override
        boolean isReached(WorkbenchModel model) {
            return isSurveyed(model);
        }
    },
    /** The majority is stale, and the overview says so. */
    OVERVIEW_MEMBERS(Replicas.MEMBERS, Theme.LIGHT, 0) {
        @Override
        void begin(Workbench window) {
            survey(window);
        }

        @Override
        boolean isReached(WorkbenchModel model) {
            return isSurveyed(model) && model.headline().headlineProperty().get()
                    .filter(now -> !HeadlineWords.evidence(now).isEmpty()).isPresent();
        }
    },
    /** As many children as can be. */
    OVERVIEW_MANY(Replicas.THIRTY_TWO, Theme.LIGHT, 0) {
        @Override
        void begin(Workbench window) {
            survey(window);
        }

        @Override
        boolean isReached(WorkbenchModel model) {
            return isSurveyed(model);
        }
    },
    /** A pane for each version, and long lists. */
    SEVEN_CHILDREN(Replicas.SEVEN, Theme.LIGHT, Replicas.FIRST_DAMAGE),
    /** The dark theme. */
    DARK(Replicas.SAMPLE, Theme.DARK, 8),
    /** What the faults of the sample are, and what can be added. */
    FAULTS(Replicas.SAMPLE, Theme.LIGHT, 8) {
        @Override
        void begin(Workbench window) {
            lookAt(window, 4);
        }
    },
    /** What kind of damage it is that a scan has found. */
    FINDINGS(Replicas.SCANNED, Theme.LIGHT, Replicas.FIRST_DAMAGE) {
        @Override
        void begin(Workbench window) {
            window.setOverviewByItself(false);
            lookAt(window, 2);
            window.model().scan().start();
        }

        @Override
        boolean isReached(WorkbenchModel model) {
            return super.isReached(model) && model.findings().foundProperty().get().isPresent();
        }
    },
    /** Bytes are selected, explained, and known whose they are. */
    INSPECTOR(Replicas.TOUR, Theme.LIGHT, 56) {
        @Override
        void begin(Workbench window) {
            window.setOverviewByItself(false);
            window.model().scan().start();
            press(window, KeyCode.F8);
        }

        @Override
        boolean isReached(WorkbenchModel model) {
            return super.isReached(model) && model.findings().foundProperty().get().isPresent()
                    && model.places().stateProperty().get() instanceof Places.State.Known;
        }
    },
    /** All places of some bytes are listed, a block is asked for, and bytes are typed over. */
    FOUND(Replicas.SAMPLE, Theme.LIGHT, 8) {
        @Override
        void begin(Workbench window) {
            press(window, KeyCode.INSERT);
            window.hex.find();
            if (window.scene().lookup("#hex-find-field") instanceof TextField field) {
                field.setText("order");
            }
            if (window.scene().lookup("#hex-find-all") instanceof Button all) {
                all.fire();
            }
            KeyEvent block = new KeyEvent(KeyEvent.KEY_PRESSED, "", "", KeyCode.B, false, true, false, false);
            Event.fireEvent(window.scene().lookup("#hex-rows"), block);
        }

        @Override
        boolean isReached(WorkbenchModel model) {
            return super.isReached(model)
                    && model.bytePlaces().foundProperty().get().flatMap(BytePlaces.Found::end).isPresent();
        }
    },
    /** The majority is stale, and the members know it. */
    MEMBERS(Replicas.MEMBERS, Theme.LIGHT, 2048) {
        @Override
        void begin(Workbench window) {
            lookAt(window, 3);
        }

        @Override
        boolean isReached(WorkbenchModel model) {
            return super.isReached(model) && model.headline().headlineProperty().get()
                    .filter(now -> now.evidence().isPresent()).isPresent();
        }
    },
    /** Children that are no members. */
    NO_MEMBERS(Replicas.SAMPLE, Theme.LIGHT, 8) {
        @Override
        void begin(Workbench window) {
            lookAt(window, 3);
        }
    },
    /** What a guest could write. */
    WRITES(Replicas.SAMPLE, Theme.LIGHT, 8) {
        @Override
        void begin(Workbench window) {
            lookAt(window, 5);
        }
    },
    /** What was done since the quorum was opened. */
    RECORDING(Replicas.SAMPLE, Theme.LIGHT, 8) {
        @Override
        void begin(Workbench window) {
            lookAt(window, 6);
        }
    },
    /** No bookmark yet. */
    BOOKMARKS(Replicas.SAMPLE, Theme.LIGHT, 8) {
        @Override
        void begin(Workbench window) {
            lookAt(window, 7);
        }
    },
    /** The configuration as text. */
    CONFIGURATION(Replicas.SAMPLE, Theme.LIGHT, 8) {
        @Override
        void begin(Workbench window) {
            lookAt(window, 8);
        }
    },
    /** The quorum is served, and a client reads from it and writes. */
    CLIENTS(Replicas.SAMPLE, Theme.LIGHT, 8) {
        @Override
        void begin(Workbench window) {
            lookAt(window, 9);
            window.views.makeRoomBelow();
            window.model().clients().start(
                    new ServeWish(ServeWish.Place.SOCKET, "", Optional.empty(), Optional.of(ServeWish.Scratch.usual())),
                    refused -> {
                        window.model().clients().servedProperty().get()
                                .ifPresent(served -> ask(window.model(), served));
                        window.model().clients().look(ASKED);
                    });
        }

        @Override
        boolean isReached(WorkbenchModel model) {
            return super.isReached(model) && model.clients().sightProperty().get().isPresent()
                    && model.clients().clientsProperty().get().stream().anyMatch(client -> client.requests() == 3);
        }
    },
    /** A repair is planned and rehearsed, and the map shows what it would leave. */
    REPAIR(Replicas.SCANNED, Theme.LIGHT, Replicas.FIRST_DAMAGE) {
        @Override
        void begin(Workbench window) {
            window.setOverviewByItself(false);
            lookAt(window, 10);
            window.views.makeRoomBelow();
            RepairModel repair = window.model().repair();
            window.model().findings().foundProperty().subscribe(found -> found.ifPresent(_ -> repair.plan(
                    new RepairModel.Wish(Selection.of(List.of()), Set.of(Refusal.MARGIN), PlanPolicy.Source.VOTE))));
            repair.planProperty().subscribe(plan -> plan.ifPresent(_ -> repair.save(PLAN)));
            repair.savedProperty().subscribe(saved -> saved.ifPresent(_ -> repair.rehearse()));
            repair.rehearsalProperty().subscribe(now -> now.ifPresent(_ -> {
                window.model().messages().dismiss();
                window.views.makeRoomBelow();
            }));
            window.model().scan().start();
        }

        @Override
        boolean isReached(WorkbenchModel model) {
            return model.repair().rehearsalProperty().get().isPresent() && !model.repair().busyProperty().get();
        }

        @Override
        boolean isShown(Workbench window) {
            window.views.makeRoomBelow();
            return isReached(window.model());
        }
    },
    /** The end of a tie, step by step. */
    TEACH(Replicas.SAMPLE, Theme.LIGHT, 8) {
        @Override
        void begin(Workbench window) {
            window.show(Perspective.TEACH);
            try {
                var _ = window.teaching()
                        .openAtEnd(new LessonLibrary(MainState.class.getClassLoader()).lesson("tie").orElseThrow()
                                .in(text("teach.language")));
            } catch (ConfigurationProblem broken) {
                throw new IllegalStateException(broken);
            }
        }

        @Override
        boolean isShown(Workbench window) {
            // Where two stood against two.
            window.teaching().seek(TWO_AGAINST_TWO);
            return window.teaching().slide().isPresent();
        }
    },
    /** The vote in slow motion, before a lesson was chosen. */
    LESSONS(Replicas.SAMPLE, Theme.LIGHT, 8) {
        @Override
        void begin(Workbench window) {
            window.show(Perspective.TEACH);
        }
    };

    /** Seconds; long enough to be told. */
    private static final double WAITED = Boolean.getBoolean("pictures.draw") ? 3.2 : 0.5;

    private static final int ASKED = 32 << 10;
    private static final int TWO_AGAINST_TWO = 14;
    private static final Path PLAN = Path.of("target", "replicas", "plan.json");

    private final Replicas replicas;
    private final Theme theme;
    private final long first;

    MainState(Replicas replicas, Theme theme, long first) {
        this.replicas = replicas;
        this.theme = theme;
        this.first = first;
    }

    Replicas replicas() {
        return replicas;
    }

    Theme theme() {
        return theme;
    }

    SectorRange range() {
        return new SectorRange(first, Preferences.USUAL_SECTORS);
    }

    /** What is done, once the range is shown, to come to the state. On the JavaFX thread. */
    void begin(Workbench window) {}

    /** Whether the state has come. On the JavaFX thread. */
    boolean isReached(WorkbenchModel model) {
        return model.reading().waitingProperty().get().isEmpty();
    }

    /** Whether it can be seen. On the JavaFX thread. */
    boolean isShown(Workbench window) {
        return isReached(window.model());
    }

    /** The picture's file. */
    String file() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-') + ".png";
    }

    private static void survey(Workbench window) {
        window.model().scan().start();
        window.show(Perspective.OVERVIEW);
    }

    private static boolean isSurveyed(WorkbenchModel model) {
        return model.scan().stateProperty().get() == ScanModel.State.IDLE
                && model.surveying().surveyProperty().get().filter(Survey::diagnosed).isPresent()
                && model.surveying().bytesProperty().get().isPresent();
    }

    private static void press(Workbench window, KeyCode key) {
        Event.fireEvent(window.scene().lookup("#hex-rows"),
                new KeyEvent(KeyEvent.KEY_PRESSED, "", "", key, false, false, false, false));
    }

    /** Connects a client, which stays until the server ends. */
    private static void ask(WorkbenchModel model, Clients.Served served) {
        Executor executor = model.background().executor();
        model.background().perform(() -> {
            try {
                NbdDevice device = NbdDevice.openWritable(NbdUri.parse(served.uri()), executor);
                ByteBuffer piece = ByteBuffer.allocate(ASKED);
                var _ = device.read(0, piece.clear()).join();
                var _ = device.write(0, ByteBuffer.allocate(SectorRange.SECTOR)).join();
                var _ = device.read(piece.capacity() / 2, piece.clear().limit(piece.capacity() / 2)).join();
            } catch (NbdProblem broken) {
                throw new IllegalStateException(broken);
            }
        }).orBroken();
    }

    private static void lookAt(Workbench window, int lowerView) {
        if (window.scene().lookup(".bottom-tabs") instanceof TabPane tabs) {
            tabs.getSelectionModel().select(lowerView);
        }
    }

    private static Fault hanging(SectorRange range) {
        return new Fault("hang", "no answer", When.readOf(range), new Effect.Hangs());
    }
}
