// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.repair;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.file.FileName;
import org.quorumworkbench.core.file.InputFile;
import org.quorumworkbench.core.file.TextBytes;
import org.quorumworkbench.core.file.Wording;
import org.quorumworkbench.core.repair.Plan.Made;
import org.quorumworkbench.core.repair.Plan.ScanOrigin;
import org.quorumworkbench.core.repair.PlanPolicy.Source;
import org.quorumworkbench.core.scan.Cut;

/**
 * Reads a plan. The file may be anybody's: it is taken only as a whole, in the order in which it
 * was written, with the hash that it has, and if no step does what no plan may do.
 */
public final class PlanReader {

    /** A plan's bytes at most. */
    static final int LONGEST = 64 << 20;
    static final int LONGEST_TEXT = 16_384;

    private static final int MOST_CHILDREN = 32;
    private static final int MOST_REVIEWS = 1000;
    private static final long LAST_BYTE = Long.MAX_VALUE / 4;
    private static final long LAST_SECTOR = LAST_BYTE / SectorRange.SECTOR;

    private final PlanFields json;

    private PlanReader(PlanFields json) {
        this.json = json;
    }

    /** Reads a plan's file. Blocks as long as the file does. */
    public static Plan read(Path file) throws RepairProblem {
        try {
            return of(InputFile.read(file, LONGEST));
        } catch (NoSuchFileException e) {
            throw new RepairProblem(
                    Wording.of("{0}: there is no such file. Check the name", FileName.shown(file)), e);
        } catch (IOException e) {
            throw new RepairProblem(
                    Wording.of("{0}: it cannot be read: {1}", FileName.shown(file), Wording.ofError(e)), e);
        } catch (RepairProblem e) {
            throw new RepairProblem(Wording.of("{0}: {1}", FileName.shown(file), Wording.ofError(e)), e);
        }
    }

    /** Reads a plan from its bytes. */
    static Plan of(byte[] bytes) throws RepairProblem {
        if (bytes.length > LONGEST) {
            throw new RepairProblem(Wording.of("a plan has at most {0} bytes", LONGEST));
        }
        try (PlanFields json = PlanFields.of(TextBytes.text(bytes))) {
            return new PlanReader(json).plan();
        }
    }

    private Plan plan() throws RepairProblem {
        json.begin();
        json.number("format", 1, 1);
        json.number("version", 1, 1);
        String id = json.text("id");
        json.begin("made");
        Made made = new Made(json.time("at"), json.text("by"), json.text("tool"));
        json.end();
        json.begin("scan");
        ScanOrigin scan = new ScanOrigin(json.optionalText("file"), json.hash("digest"), json.time("at"));
        json.end();
        PlanPolicy policy = policy();
        List<PlannedChild> children = children();
        List<NotCompared> notCompared = notCompared(children);
        List<Step> steps = steps(children);
        List<Excluded> excluded = excluded(children);
        String hash = json.hash("sha256");
        List<Review> reviews = reviews();
        json.end();
        json.endOfText();
        Plan plan = new Plan(id, made, scan, policy, children, notCompared, steps, excluded, reviews);
        if (!plan.sha256().equals(hash)) {
            throw new RepairProblem(Wording.of("the plan was changed after it had been made: its SHA-256 is {0}, and it"
                    + " says {1}. Make a new plan", plan.sha256(), hash));
        }
        return plan;
    }

    private PlanPolicy policy() throws RepairProblem {
        json.begin("policy");
        int threshold = (int) json.number("threshold", 1, MOST_CHILDREN);
        int margin = (int) json.number("minMargin", 0, MOST_CHILDREN);
        Set<Refusal> allowed = EnumSet.noneOf(Refusal.class);
        for (Map.Entry<Refusal, String> entry : PolicyWords.NAMES.entrySet()) {
            String word = json.text(entry.getValue());
            if (word.equals(PolicyWords.ALLOW)) {
                allowed.add(entry.getKey());
            } else if (!word.equals(PolicyWords.REFUSE)) {
                throw json.problem(Wording.of("\"{0}\" is \"refuse\" or \"allow\"", entry.getValue()));
            }
        }
        String source = json.text("source");
        if (!source.equals(Source.VOTE.word()) && !source.equals(Source.CURRENT.word())) {
            throw json.problem(Wording.of("\"source\" is \"vote\" or \"current\""));
        }
        List<String> only = json.texts("only");
        json.end();
        return new PlanPolicy(threshold, margin, allowed,
                source.equals(Source.CURRENT.word()) ? Source.CURRENT : Source.VOTE, only);
    }

    private List<PlannedChild> children() throws RepairProblem {
        List<PlannedChild> children = new ArrayList<>();
        Set<String> names = new HashSet<>();
        json.beginList("children");
        while (json.beginItem()) {
            String name = json.text("name");
            if (!names.add(name) || children.size() == MOST_CHILDREN) {
                throw json.problem(
                        Wording.of("there are at most {0} children, each with a name of its own", MOST_CHILDREN));
            }
            long offset = json.number("offset", 0, LAST_BYTE);
            long size = json.number("size", 1, LAST_BYTE);
            String path = json.text("path");
            String realPath = json.text("realPath");
            long length = json.number("length", 1, LAST_BYTE);
            PlannedChild.Kind kind = switch (json.text("kind")) {
                case "raw" -> PlannedChild.Kind.RAW;
                case "block" -> PlannedChild.Kind.BLOCK;
                default -> throw json.problem(Wording.of("only children of kind \"raw\" and \"block\" are repaired"));
            };
            if (offset > length - size) {
                throw json.problem(Wording.of("the child does not lie in its file"));
            }
            if (!isWholeName(realPath)) {
                throw json.problem(Wording.of("\"realPath\" is no absolute name of a file"));
            }
            children.add(new PlannedChild(name, path, offset, size, realPath, length, kind, json.text("identity"),
                    json.hash("firstMiB"), json.hash("lastMiB")));
            json.end();
        }
        return children;
    }

    /** Whether it names the same file wherever the program was started. */
    private static boolean isWholeName(String name) {
        if (name.indexOf(0) >= 0 || name.startsWith("/")) {
            return name.indexOf(0) < 0;
        }
        try {
            return Path.of(name).isAbsolute();
        } catch (InvalidPathException e) {
            return false;
        }
    }

    private PlannedChild child(List<PlannedChild> children, String name) throws RepairProblem {
        for (PlannedChild child : children) {
            if (child.name().equals(name)) {
                return child;
            }
        }
        throw json.problem(Wording.of("there is no child of that name"));
    }

    private List<NotCompared> notCompared(List<PlannedChild> children) throws RepairProblem {
        List<NotCompared> ends = new ArrayList<>();
        if (json.beginListIf(Cut.NOT_COMPARED)) {
            while (json.beginItem()) {
                if (ends.size() == MOST_CHILDREN) {
                    throw json.problem(Wording.of("there are at most {0} children", MOST_CHILDREN));
                }
                ends.add(new NotCompared(child(children, json.text("child")).name(),
                        json.number("offset", 0, LAST_BYTE), json.number("bytes", 1, LAST_BYTE)));
                json.end();
            }
        }
        return ends;
    }

    private List<Step> steps(List<PlannedChild> children) throws RepairProblem {
        List<Step> steps = new ArrayList<>();
        StepSpace space = new StepSpace();
        json.beginList("steps");
        while (json.beginItem()) {
            if (steps.size() == Plan.MOST_STEPS) {
                throw json.problem(Wording.of("a plan has at most {0} steps", Plan.MOST_STEPS));
            }
            int number = (int) json.number("n", steps.size() + 1L, steps.size() + 1L);
            PlannedChild child = child(children, json.text("child"));
            SectorRange range = range(Step.MOST_SECTORS);
            String before = json.hash("before");
            String after = json.hash("after");
            PlannedChild source = child(children, json.text("source"));
            List<String> sameAs = json.texts("sameAs");
            StepVotes votes = StepVotes.written(json.text("votes"));
            String damage = json.text("class");
            double confidence = json.fraction("confidence");
            Optional<StepPlace> place = place();
            String why = json.text("why");
            json.end();
            if (source.equals(child)) {
                throw json.problem(Wording.of("a child cannot be its own source"));
            }
            if (range.end() > child.size() / SectorRange.SECTOR || range.end() > source.size() / SectorRange.SECTOR) {
                throw json.problem(Wording.of("the step goes beyond the end of a child"));
            }
            if (!space.isFree(child.name(), source.name(), range)) {
                throw json.problem(Wording.of("the step writes what another step writes or reads"));
            }
            steps.add(new Step(number, child.name(), range, before, after, source.name(), sameAs, votes, damage,
                    confidence, place, why));
        }
        return steps;
    }

    private SectorRange range(long most) throws RepairProblem {
        long sector = json.number("sector", 0, LAST_SECTOR);
        return new SectorRange(sector, json.number("count", 1, Math.min(most, LAST_SECTOR)));
    }

    private Optional<StepPlace> place() throws RepairProblem {
        if (!json.beginOptional("place")) {
            return Optional.empty();
        }
        String kind = json.text("kind");
        OptionalLong partition = json.optionalNumber("partition");
        StepPlace place = new StepPlace(kind,
                partition.isPresent()
                        ? OptionalInt.of(Math.clamp(partition.getAsLong(), 0, Integer.MAX_VALUE))
                        : OptionalInt.empty(),
                json.optionalText("fs"), json.optionalText("path"), json.optionalNumber("inode"),
                json.optionalNumber("fileOffset"), json.optionalText("what"));
        json.end();
        return Optional.of(place);
    }

    private List<Excluded> excluded(List<PlannedChild> children) throws RepairProblem {
        List<Excluded> excluded = new ArrayList<>();
        json.beginList("excluded");
        while (json.beginItem()) {
            if (excluded.size() == Plan.MOST_EXCLUDED) {
                throw json.problem(Wording.of("a plan leaves at most {0} divergences out", Plan.MOST_EXCLUDED));
            }
            Optional<String> name = json.optionalText("child");
            if (name.isPresent()) {
                child(children, name.get());
            }
            SectorRange range = range(LAST_SECTOR);
            Optional<StepPlace> place = place();
            Optional<Refusal> reason = Refusal.of(json.text("reason"));
            if (reason.isEmpty()) {
                throw json.problem(Wording.of("the reason is not known"));
            }
            excluded.add(new Excluded(name, range, reason.get(), Why.written(json.text("why")), place));
            json.end();
        }
        return excluded;
    }

    private List<Review> reviews() throws RepairProblem {
        List<Review> reviews = new ArrayList<>();
        json.beginList("reviews");
        while (json.beginItem()) {
            if (reviews.size() == MOST_REVIEWS) {
                throw json.problem(Wording.of("a plan has at most {0} reviews", MOST_REVIEWS));
            }
            reviews.add(new Review(json.text("by"), json.time("at"), json.hash("sha256")));
            json.end();
        }
        return reviews;
    }
}
