import Testing

@testable import Storage

@Suite struct BucketPolicyTests {
    @Test(arguments: [
        (#"{"Statement":[{"Effect":"Allow","Principal":"*","Action":"s3:GetObject","Resource":"x"}]}"#, true),
        (#"{"Statement":{"Effect":"Allow","Principal":{"AWS":"*"},"Action":["s3:*"]}}"#, true),
        (#"{"Statement":[{"Effect":"Allow","Principal":{"AWS":["a","*"]}}]}"#, true),
        (#"{"Statement":[{"Effect":"Deny","Principal":"*"}]}"#, false),
        (#"{"Statement":[{"Effect":"Allow","Principal":{"AWS":["arn:aws:iam::1:root"]}}]}"#, false),
        (#"{"Statement":[{"Effect":"Allow","Principal":"*","Condition":{"IpAddress":{}}}]}"#, false),
        (#"{"Statement":[]}"#, false),
        ("", true),
        ("not JSON", true),
        (#"{"Version":"2012-10-17"}"#, true),
        (#"{"Statement":[{"Effect":"Allow","Principal":5}]}"#, true),
    ])
    func tellsWhetherEverybodyMayEnter(document: String, isOpen: Bool) {
        #expect(BucketPolicy.opensToEverybody(Array(document.utf8)) == isOpen)
    }
}
