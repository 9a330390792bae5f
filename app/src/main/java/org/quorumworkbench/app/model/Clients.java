// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.model;

import static org.quorumworkbench.ui.Resources.number;
import static org.quorumworkbench.ui.Resources.text;

import java.io.IOException;
import java.time.Duration;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableValue;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.quorumworkbench.app.background.Background;
import org.quorumworkbench.app.background.Latest;
import org.quorumworkbench.app.background.PulseGate;
import org.quorumworkbench.app.background.Ticker;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.config.OpenedQuorum;
import org.quorumworkbench.core.nbd.NbdAddress;
import org.quorumworkbench.core.nbd.NbdProblem;
import org.quorumworkbench.core.quorum.Outcome;
import org.quorumworkbench.core.serve.ClientCount;
import org.quorumworkbench.core.serve.ClientSight;
import org.quorumworkbench.core.serve.PrivateSocket;
import org.quorumworkbench.core.serve.ServeEvent;
import org.quorumworkbench.core.serve.Serving;
import org.quorumworkbench.core.vote.Vote;

/**
 * The open quorum as an NBD server, and who reads it there. Used on the JavaFX thread; the server
 * is started and ended in the background.
 */
public final class Clients implements OpenQuorum.Follower {

    /** So many lines of what clients asked for are kept. */
    public static final int KEPT = 500;

    private static final Duration LOOK = Duration.ofMillis(500);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT);

    /**
     * How the quorum is served.
     *
     * @param uri
     *            what clients are given
     */
    public record Served(String uri, ServeWish wish) {}

    private record Running(OpenedQuorum quorum, Serving serving, Optional<PrivateSocket> socket) {
        void end() {
            serving.close();
            socket.ifPresent(PrivateSocket::close);
        }
    }

    private final Background background;
    private final OpenQuorum quorum;
    private final ObservableValue<SectorRange> range;
    private final EventLog events;
    private final Messages messages;
    private final ReadOnlyObjectWrapper<Optional<Served>> served = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<List<ClientCount>> clients = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyObjectWrapper<Optional<ClientSight>> sight = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Boolean> held = new ReadOnlyObjectWrapper<>(false);
    private final ObservableList<String> lines = FXCollections.observableArrayList();
    private final Queue<String> coming = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private final PulseGate gate;
    private final Ticker ticker;
    private final Latest latest = new Latest();
    private final Latest asked = new Latest();
    private final AtomicBoolean wrote = new AtomicBoolean();
    private final AtomicBoolean wroteHere = new AtomicBoolean();
    private volatile SectorRange lookedAt = SectorRange.EMPTY;
    private Runnable written = () -> {};
    private Optional<Running> running = Optional.empty();

    Clients(Background background, OpenQuorum quorum, ObservableValue<SectorRange> range, EventLog events,
            Messages messages) {
        this.background = background;
        this.quorum = quorum;
        this.range = range;
        this.events = events;
        this.messages = messages;
        gate = background.gate(this::drain);
        ticker = background.every(LOOK, this::tick);
        range.subscribe(now -> lookedAt = now);
    }

    /** How the quorum is served; absent while it is not. */
    public ReadOnlyObjectProperty<Optional<Served>> servedProperty() {
        return served.getReadOnlyProperty();
    }

    /** Who is connected, and what they have done; looked at twice a second. */
    public ReadOnlyObjectProperty<List<ClientCount>> clientsProperty() {
        return clients.getReadOnlyProperty();
    }

    /** Whether answers are held back. */
    public ReadOnlyObjectProperty<Boolean> heldProperty() {
        return held.getReadOnlyProperty();
    }

    /** What clients did last, oldest first. */
    public ObservableList<String> lines() {
        return lines;
    }

    /** What a client would have seen, if that was asked. */
    public ReadOnlyObjectProperty<Optional<ClientSight>> sightProperty() {
        return sight.getReadOnlyProperty();
    }

    /** How many clients are connected now. */
    int connected() {
        return running.map(now -> now.serving().clients().size()).orElse(0);
    }

    /** Says who has to know that clients have written; once. */
    void onWritten(Runnable whenWritten) {
        written = whenWritten;
    }

    /**
     * Serves the quorum that is open, if it is not served already.
     *
     * @param told
     *            why it is not served, in sentences; empty if it is
     */
    public void start(ServeWish wish, Consumer<Optional<String>> told) {
        if (running.isPresent() || quorum.openedProperty().get().isEmpty()) {
            told.accept(running.isPresent() ? Optional.empty() : Optional.of(text("clients.notOpen")));
            return;
        }
        OpenedQuorum open = quorum.openedProperty().get().get();
        Latest.Ticket asked = latest.next();
        background.run(() -> begin(open, wish)).then(now -> {
            if (!asked.isLatest() || !quorum.isOpen(open)) {
                background.perform(now::end).orBroken();
                told.accept(Optional.of(text("clients.notOpen")));
                return;
            }
            running = Optional.of(now);
            served.set(Optional.of(new Served(now.serving().uri().toString(), wish)));
            ticker.start();
            told.accept(Optional.empty());
        }).failed(why -> told.accept(Optional.of(words(why))));
    }

    private Running begin(OpenedQuorum open, ServeWish wish) throws IOException, NbdProblem, NotDone {
        Optional<PrivateSocket> socket = Optional.empty();
        NbdAddress address = switch (wish.place()) {
            case LOOPBACK -> new NbdAddress.Tcp("127.0.0.1", 0);
            case ADDRESS -> given(wish);
            case SOCKET -> {
                socket = Optional.of(PrivateSocket.create());
                yield socket.get().address();
            }
        };
        try {
            if (wish.scratch().isPresent()) {
                makeRoom(open, wish.scratch().get());
            }
            return new Running(open, Serving.start(open.quorum(), address, wish.certificates(),
                    wish.scratch().isPresent(), open.executor(), this::hear), socket);
        } catch (NbdProblem | NotDone e) {
            socket.ifPresent(PrivateSocket::close);
            throw e;
        }
    }

    /** Beyond this machine only with TLS: others could read and change everything on the way. */
    private static NbdAddress given(ServeWish wish) throws NotDone {
        NbdAddress.Tcp address = NbdAddress.Tcp.written(wish.address())
                .orElseThrow(() -> new NotDone(text("clients.address.wrong", wish.address())));
        if (wish.certificates().isEmpty() && !address.isLoopback()) {
            throw new NotDone(text("clients.address.open", address));
        }
        return address;
    }

    private void makeRoom(OpenedQuorum open, ServeWish.Scratch scratch) throws NotDone {
        try {
            open.keepWritesIn(scratch.folder(), scratch.limit(), () -> background.back(
                    () -> messages.tell(Notice.Kind.WARNING, text("clients.full", scratch.folder()))));
        } catch (IOException e) {
            throw new NotDone(text("clients.scratch.failed", scratch.folder(), Saver.reason(e)));
        }
    }

    private static String words(Throwable why) {
        return switch (why) {
            case NbdProblem problem -> text("clients.failed",
                    Wordings.of(problem.wording()) + ". " + Wordings.of(problem.remedy()));
            case NotDone not -> not.words();
            default -> text("clients.failed", why.toString());
        };
    }

    /** Serves it no longer: clients are disconnected. */
    public void stop() {
        latest.forget();
        ticker.stop();
        running.ifPresent(now -> background.perform(now::end).orBroken());
        running = Optional.empty();
        served.set(Optional.empty());
        clients.set(List.of());
        held.set(false);
    }

    /** Freezes the answers to all clients, or lets them go. */
    public void hold(boolean frozen) {
        running.ifPresent(now -> {
            now.serving().hold(frozen);
            held.set(frozen);
        });
    }

    /**
     * Asks what a client that reads pieces of that size would have seen where the range begins that is
     * looked at.
     *
     * @param bytes
     *            a multiple of a sector
     */
    public void look(int bytes) {
        quorum.openedProperty().get().filter(open -> !range.getValue().isEmpty()).ifPresent(open -> background
                .after(ClientSight.of(open.quorum(), range.getValue().first(), bytes / SectorRange.SECTOR))
                .onlyIf(asked.next(), tooLate -> {}).then(seen -> sight.set(Optional.of(seen))).orBroken());
    }

    @Override
    public void left() {
        stop();
        asked.forget();
        sight.set(Optional.empty());
    }

    /** Why a read fails of which this was the vote; empty if the vote does not tell. */
    public static Optional<String> failure(Optional<Vote> vote) {
        return vote.flatMap(counted -> switch (counted.verdict()) {
            case BELOW_THRESHOLD -> Optional.of(text("verdict.below",
                    Integer.toString(counted.lettered().getFirst().votes()), Integer.toString(counted.childCount()),
                    Integer.toString(counted.threshold())));
            case UNREADABLE -> Optional.of(text("verdict.unreadable",
                    Integer.toString(counted.childCount() - counted.unreadable().size()),
                    Integer.toString(counted.childCount()), Integer.toString(counted.threshold())));
            default -> Optional.empty();
        });
    }

    /** What clients do all the time is seen so often, and no more often. */
    void tick() {
        running.ifPresent(now -> clients.set(now.serving().clients()));
        if (wrote.getAndSet(false)) {
            written.run();
        }
        if (wroteHere.getAndSet(false)) {
            quorum.changed();
        }
    }

    /** On any thread. */
    private void hear(ServeEvent event) {
        String who = event.from()
                .map(client -> text("clients.who", Integer.toString(client.number()), ClientWords.from(client.from())))
                .orElse("");
        String what = switch (event) {
            case ServeEvent.Connected _ -> text("clients.connected", who);
            case ServeEvent.Gone gone -> text("clients.gone", who, ClientWords.gone(gone.parting()));
            case ServeEvent.Answered answered -> {
                String request = text("clients.request", who, answered.command(), number(answered.length()),
                        Long.toString(answered.offset()));
                noteWrite(answered);
                if (!answered.events().isEmpty()) {
                    events.cameOf(answered.events(), request);
                }
                yield request + answered.error().map(error -> ": "
                        + failure(answered.outcome().flatMap(Outcome::vote)).orElse(error)).orElse("");
            }
        };
        coming.add(TIME.format(event.time().atZone(ZoneId.systemDefault())) + "  " + what);
        if (waiting.incrementAndGet() > KEPT && coming.poll() != null) {
            waiting.decrementAndGet();
        }
        gate.request();
    }

    /** On any thread. */
    private void noteWrite(ServeEvent.Answered answered) {
        if (answered.command().startsWith("WRITE") && answered.length() > 0) {
            SectorRange here = lookedAt;
            wrote.set(true);
            if (answered.offset() < here.offset() + here.length()
                    && here.offset() < answered.offset() + answered.length()) {
                wroteHere.set(true);
            }
        }
    }

    private void drain() {
        List<String> more = new ArrayList<>();
        for (String line = coming.poll(); line != null; line = coming.poll()) {
            waiting.decrementAndGet();
            more.add(line);
        }
        lines.addAll(more);
        lines.remove(0, Math.max(0, lines.size() - KEPT));
    }
}
