// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.format;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Whatever a header says: it is read or refused, in bounded time and memory, and leads to no file
 * outside the image's folder.
 */
class HeaderFuzzTest {

    @FuzzTest(maxDuration = "1m")
    void anyQcow2(FuzzedDataProvider data) {
        check(DiskFormat.QCOW2, changed(DiskFormat.QCOW2, data.consumeRemainingAsBytes()));
    }

    @FuzzTest(maxDuration = "1m")
    void anyQed(FuzzedDataProvider data) {
        check(DiskFormat.QED, changed(DiskFormat.QED, data.consumeRemainingAsBytes()));
    }

    @FuzzTest(maxDuration = "1m")
    void anyVmdk(FuzzedDataProvider data) {
        check(DiskFormat.VMDK, changed(DiskFormat.VMDK, data.consumeRemainingAsBytes()));
    }

    @FuzzTest(maxDuration = "1m")
    void anyVmdkDescriptor(FuzzedDataProvider data) {
        check(DiskFormat.VMDK, data.consumeRemainingAsBytes());
    }

    @FuzzTest(maxDuration = "1m")
    void anyVdi(FuzzedDataProvider data) {
        check(DiskFormat.VDI, changed(DiskFormat.VDI, data.consumeRemainingAsBytes()));
    }

    @FuzzTest(maxDuration = "1m")
    void anyVpc(FuzzedDataProvider data) {
        check(DiskFormat.VPC, changed(DiskFormat.VPC, data.consumeRemainingAsBytes()));
    }

    @FuzzTest(maxDuration = "1m")
    void anyParallels(FuzzedDataProvider data) {
        check(DiskFormat.PARALLELS, changed(DiskFormat.PARALLELS, data.consumeRemainingAsBytes()));
    }

    @ParameterizedTest
    @EnumSource
    void aThousandSeededOnesOfEach(DiskFormat format) {
        Random random = new Random(21);
        for (int i = 0; i < 1000; i++) {
            byte[] bytes = new byte[random.nextInt(48)];
            random.nextBytes(bytes);
            byte[] image = changed(format, bytes);
            check(format, random.nextInt(4) == 0 ? Arrays.copyOf(image, random.nextInt(image.length)) : image);
        }
    }

    /** A plausible image, some bytes of whose header are others: two tell where, the third what. */
    private static byte[] changed(DiskFormat format, byte[] changes) {
        byte[] image = switch (format) {
            case QCOW2 -> ImageChainTest.qcow2("base", "raw", "");
            case QED -> Arrays.copyOf(new byte[]{'Q', 'E', 'D', 0}, 4096);
            case VMDK -> Arrays.copyOf(new byte[]{'K', 'D', 'M', 'V', 1, 0, 0, 0, 3, 0, 0, 0, 8}, 4096);
            case VDI -> Arrays.copyOf(new byte[0x40], 4096);
            case PARALLELS ->
                Arrays.copyOf("WithoutFreeSpace".getBytes(java.nio.charset.StandardCharsets.US_ASCII), 4096);
            case VPC, VHDX, RAW -> Arrays.copyOf("conectix".getBytes(java.nio.charset.StandardCharsets.US_ASCII), 4096);
        };
        for (int i = 0; i + 2 < changes.length; i += 3) {
            image[(((changes[i] & 1) << 8) | (changes[i + 1] & 0xFF)) % image.length] = changes[i + 2];
        }
        return image;
    }

    private static void check(DiskFormat format, byte[] image) {
        try {
            Path folder = Files.createTempDirectory("headers").toRealPath();
            Path file = Files.write(folder.resolve("image"), image);
            try {
                ImageChain chain = ImageChain.read(ImageRequest.of(file, format), Consent.NONE);
                for (ChainFile one : chain.files()) {
                    if (!one.path().startsWith(folder)) {
                        throw new AssertionError(one + " is opened though nobody allowed it");
                    }
                }
            } catch (FormatProblem refused) {
                if (refused.reason().isEmpty() || refused.remedy().english().isEmpty()) {
                    throw new AssertionError("refused without a word", refused);
                }
            } finally {
                Files.delete(file);
                Files.delete(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
