// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.member;

import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.quorumworkbench.core.block.SectorRange;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The header of an encrypted device (LUKS On-Disk Format Specification 1.2.3; LUKS2 On-Disk Format
 * Specification 1.1). Replicas replicate the encrypted bytes, so that the device stays whole; the
 * header and the payload are told apart.
 *
 * @param version
 *            1 or 2
 * @param uuid
 *            of the device
 * @param epoch
 *            grows with each change of a LUKS2 header; LUKS1 has none
 * @param header
 *            its bytes, key slots included
 * @param payload
 *            the encrypted bytes; empty if the header does not say, or is not believed
 * @param says
 *            what is odd about it, in sentences
 */
public record LuksHeader(int version, String uuid, OptionalLong epoch, Area header, Optional<Area> payload,
        List<String> says) {

    private static final byte[] MAGIC = {'L', 'U', 'K', 'S', (byte) 0xba, (byte) 0xbe};
    private static final byte[] SECOND = {'S', 'K', 'U', 'L', (byte) 0xba, (byte) 0xbe};
    private static final int BINARY = 4096;
    // LUKS2 allows 16 KiB to 4 MiB for each of its two copies; the places of the second follow.
    private static final int LEAST = 16 << 10;
    private static final int MOST = 4 << 20;

    public LuksHeader {
        says = List.copyOf(says);
    }

    /**
     * The header on the device; empty if there is none. Blocks while it reads.
     *
     * @throws MetadataUnreadable
     *             if where it must begin cannot be read
     */
    public static Optional<LuksHeader> read(MetadataReader device) throws MetadataUnreadable {
        if (!device.has(0, SectorRange.SECTOR)) {
            return Optional.empty();
        }
        Fields sector = device.read(0, SectorRange.SECTOR, ByteOrder.BIG_ENDIAN);
        if (sector.has(0, MAGIC) && sector.u16(6) == 1) {
            return Optional.of(first(device, sector));
        }
        Optional<LuksHeader> primary = sector.has(0, MAGIC) && sector.u16(6) == 2
                ? Optional.of(second(device, 0))
                : Optional.empty();
        if (primary.isPresent() && primary.get().payload().isPresent()) {
            return primary;
        }
        return backup(device).or(() -> primary);
    }

    private static LuksHeader first(MetadataReader device, Fields sector) {
        long payload = sector.u32(104) * SectorRange.SECTOR;
        List<String> says = new ArrayList<>();
        // 0 means that the header is kept apart from the payload.
        if (payload > device.length()) {
            says.add("The LUKS payload is said to begin at " + payload + ", behind the end of the device.");
        }
        return new LuksHeader(1, sector.text(168, 40), OptionalLong.empty(),
                new Area(0, Math.min(payload, device.length())),
                payload > device.length()
                        ? Optional.empty()
                        : Optional.of(new Area(payload, device.length() - payload)),
                says);
    }

    /** The second copy lies where the first ends, which only the sizes that are allowed tell. */
    private static Optional<LuksHeader> backup(MetadataReader device) throws MetadataUnreadable {
        for (int at = LEAST; at <= MOST; at *= 2) {
            if (device.has(at, BINARY) && device.read(at, 8, ByteOrder.BIG_ENDIAN).has(0, SECOND)) {
                LuksHeader header = second(device, at);
                if (header.payload().isPresent()) {
                    List<String> says = new ArrayList<>(header.says());
                    says.addFirst("The primary LUKS2 header is not believed. This is the second copy, at " + at + ".");
                    return Optional.of(new LuksHeader(2, header.uuid(), header.epoch(), header.header(),
                            header.payload(), says));
                }
            }
        }
        return Optional.empty();
    }

    private static LuksHeader second(MetadataReader device, long at) throws MetadataUnreadable {
        Fields binary = device.read(at, SectorRange.SECTOR, ByteOrder.BIG_ENDIAN);
        long size = binary.u64(8);
        String uuid = binary.text(168, 40);
        OptionalLong epoch = OptionalLong.of(binary.u64(16));
        if (size < LEAST || size > MOST || !device.has(at, size) || binary.u64(256) != at) {
            return unbelieved(uuid, epoch, at, "its header claims " + Long.toUnsignedString(size) + " bytes at "
                    + Long.toUnsignedString(binary.u64(256)));
        }
        byte[] bytes = device.read(at, (int) size, ByteOrder.BIG_ENDIAN).bytes();
        byte[] expected = Arrays.copyOfRange(bytes, 448, 448 + 32);
        Arrays.fill(bytes, 448, 448 + 64, (byte) 0);
        String algorithm = binary.text(72, 32);
        if (!algorithm.equals("sha256")) {
            return unbelieved(uuid, epoch, at, "its checksum is of a kind that is not known, " + algorithm);
        }
        if (!Arrays.equals(sha256(bytes), expected)) {
            return unbelieved(uuid, epoch, at, "the checksum of its header is wrong");
        }
        try {
            JsonNode segments = JsonMapper.shared().readTree(json(bytes)).path("segments");
            long payload = Long.MAX_VALUE;
            for (JsonNode segment : segments) {
                payload = Math.min(payload, Long.parseLong(segment.path("offset").asString("-1")));
            }
            if (payload < 0 || payload > device.length()) {
                return unbelieved(uuid, epoch, at, "its payload is said to begin at " + payload);
            }
            return new LuksHeader(2, uuid, epoch, new Area(0, payload),
                    Optional.of(new Area(payload, device.length() - payload)), List.of());
        } catch (JacksonException | NumberFormatException e) {
            return unbelieved(uuid, epoch, at, "its JSON cannot be read");
        }
    }

    /** The text behind the binary part, up to its first zero. */
    private static String json(byte[] bytes) {
        int end = BINARY;
        while (end < bytes.length && bytes[end] != 0) {
            end++;
        }
        return new String(bytes, BINARY, end - BINARY, StandardCharsets.UTF_8);
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static LuksHeader unbelieved(String uuid, OptionalLong epoch, long at, String reason) {
        return new LuksHeader(2, uuid, epoch, new Area(at, 0), Optional.empty(),
                List.of("The LUKS2 header at " + at + " is not believed: " + reason + "."));
    }
}
