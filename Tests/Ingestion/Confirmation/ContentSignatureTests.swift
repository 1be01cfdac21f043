import Testing

@testable import Ingestion

@Suite struct ContentSignatureTests {
    private func kind(_ text: String, _ format: UploadFormat = .csv) -> String? {
        ContentSignature.foreignKind(of: Array(text.utf8), in: format)
    }

    @Test(arguments: [
        "date,amount\n2026-01-05,1\n", "\u{FEFF}date;amount\n", "\n\n  date\tamount", "MZ,amount\n", "GIF,amount\n",
        "<amount>,date\n", "X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*\n", "",
        "#comment,amount\n",
    ])
    func anyTextMayBeACSVFile(_ text: String) {
        #expect(kind(text) == nil)
    }

    @Test func otherEncodingsOfTextMayBeACSVFile() {
        let units = Array("date,amount".utf16)
        let utf16: [UInt8] = [0xFF, 0xFE] + units.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        #expect(ContentSignature.foreignKind(of: utf16, in: .csv) == nil)
        #expect(ContentSignature.foreignKind(of: Array(utf16.dropFirst(2)), in: .csv) == nil)
        #expect(ContentSignature.foreignKind(of: [0xFE, 0xFF, 0, 0x61], in: .csv) == nil)
        #expect(ContentSignature.foreignKind(of: [0xC4, 0xD6, 0xDC, 0x3B], in: .csv) == nil)
    }

    @Test(arguments: [
        ([0x50, 0x4B, 0x03, 0x04, 0x14], "a ZIP archive or an Excel workbook"),
        ([0x4D, 0x5A, 0x90, 0x00, 0x03], "a Windows program"),
        ([0x7F, 0x45, 0x4C, 0x46], "a Linux program"),
        ([0xD0, 0xCF, 0x11, 0xE0, 0xA1], "an older Excel file"),
        ([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A], "a PNG image"),
        ([0x1F, 0x8B, 0x08], "a gzip archive"),
        (Array("%PDF-1.7".utf8), "a PDF document"),
        (Array("\u{FEFF} \r\n<!DOCTYPE html>".utf8), "an HTML page"),
        (Array("<HTML><body>".utf8), "an HTML page"),
        (Array("#!/bin/sh\n".utf8), "a script"),
        (Array("date,amount\n1,2\0".utf8), "binary data"),
        (Array(repeating: 0, count: 100), "binary data"),
    ])
    func whatIsNoTextIsNoCSVFile(_ head: [UInt8], _ kind: String) {
        #expect(ContentSignature.foreignKind(of: head, in: .csv) == kind)
    }

    @Test func aWorkbookIsAnArchive() {
        #expect(ContentSignature.foreignKind(of: [0x50, 0x4B, 0x03, 0x04], in: .workbook) == nil)
        #expect(kind("date,amount\n", .workbook) == "text")
        #expect(kind("%PDF-", .workbook) == "a PDF document")
        #expect(ContentSignature.foreignKind(of: [1, 0, 2], in: .workbook) == "binary data")
        let compound: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0]
        #expect(
            ContentSignature.foreignKind(of: compound, in: .workbook) == "an older or password-protected Excel file")
    }
}
