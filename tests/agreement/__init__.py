"""The law told twice: a model in Python and the contracts live through the same scripts and must agree.

The model is written from `contracts/interfaces`, mirrors their folders and is meant to be read:

    basics      time, refusal, values that remember their past
    identity    the issuers' register, the roll's records, cases, offers, recovery, the tree
    governance  the token, tracks, the Assembly, the ballot box

`life` puts the parts together and knows what each step of a script does, `choices` invents steps, and
`scripts` writes them. Accounts, person tags, proposals and commitments are small numbers. Signatures are not
modelled but who has signed.
"""
